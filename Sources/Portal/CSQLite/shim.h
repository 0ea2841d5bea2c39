// Declared here and not included: GRDB's module owns <sqlite3.h>, and Swift cannot call a function of varying arguments.
extern int sqlite3_config(int, ...);

// Allocations are no longer counted, which takes a lock that all connections share. To be called before the first connection.
static inline int sqlite_stop_counting_memory(void) {
    return sqlite3_config(9 /* SQLITE_CONFIG_MEMSTATUS */, 0);
}
