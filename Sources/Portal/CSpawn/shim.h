#pragma once

#include <spawn.h>

// glibc has these three, but hides them from Swift's module of it, which is made without _GNU_SOURCE.
int pipe2(int ends[2], int flags);
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);
