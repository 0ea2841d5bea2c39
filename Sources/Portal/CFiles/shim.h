#include <errno.h>
#include <stdint.h>
#include <sys/stat.h>

// What `struct stat` says, in plain numbers: its own members belong to another Clang module from one compile to the next.
struct file_facts {
    int is_file;
    int64_t number;
    int64_t size;
    int64_t changed_microseconds;
};

static inline void file_facts_fill(const struct stat *found, struct file_facts *facts) {
    facts->is_file = S_ISREG(found->st_mode);
    facts->number = (int64_t)found->st_ino;
    facts->size = (int64_t)found->st_size;
    facts->changed_microseconds = (int64_t)found->st_mtim.tv_sec * 1000000 + found->st_mtim.tv_nsec / 1000;
}

// 0, or errno. A link is a link, not what it leads to.
static inline int file_facts_of_path(const char *path, struct file_facts *facts) {
    struct stat found;
    if (lstat(path, &found) != 0) return errno;
    file_facts_fill(&found, facts);
    return 0;
}

// 0, or errno.
static inline int file_facts_of_descriptor(int descriptor, struct file_facts *facts) {
    struct stat found;
    if (fstat(descriptor, &found) != 0) return errno;
    file_facts_fill(&found, facts);
    return 0;
}
