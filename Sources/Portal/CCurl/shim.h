#include <curl/curl.h>
#include <string.h>

// curl_easy_setopt and curl_easy_getinfo are variadic, which Swift cannot call: one function per type of argument.

static inline CURLcode portal_curl_set_string(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode portal_curl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode portal_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline long portal_curl_response_code(CURL *handle) {
    long code = 0;
    return curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &code) == CURLE_OK ? code : 0;
}

// One mail on its way: the bytes still to be sent, and what the server said against it.
struct portal_letter {
    const unsigned char *bytes;
    size_t size;
    size_t sent;
    char reply[512];
    int is_unfinished;
    char error[CURL_ERROR_SIZE];
};

static size_t portal_letter_read(char *buffer, size_t size, size_t count, void *context) {
    struct portal_letter *letter = (struct portal_letter *)context;
    size_t room = size * count;
    size_t rest = letter->size - letter->sent;
    size_t piece = rest < room ? rest : room;
    memcpy(buffer, letter->bytes + letter->sent, piece);
    letter->sent += piece;
    return piece;
}

// Keeps the refusal, which libcurl's own QUIT and the answer to it would push aside; its lines (`550-…`, `550 …`) become one.
static size_t portal_letter_heard(char *buffer, size_t size, size_t count, void *context) {
    struct portal_letter *letter = (struct portal_letter *)context;
    size_t length = size * count;
    if (length < 4 || (buffer[0] != '4' && buffer[0] != '5')) return length;
    size_t kept = letter->is_unfinished ? strlen(letter->reply) : 0;
    size_t skipped = letter->is_unfinished ? 3 : 0;
    size_t room = sizeof(letter->reply) - 1 - kept;
    size_t added = length - skipped < room ? length - skipped : room;
    memcpy(letter->reply + kept, buffer + skipped, added);
    letter->reply[kept + added] = 0;
    if (buffer[3] == '-' && kept + 3 - skipped < sizeof(letter->reply) - 1) letter->reply[kept + 3 - skipped] = ' ';
    letter->is_unfinished = buffer[3] == '-';
    return length;
}

// libcurl reads from `letter` and writes to it until the transfer has ended.
static inline CURLcode portal_curl_set_letter(CURL *handle, struct portal_letter *letter) {
    CURLcode status = curl_easy_setopt(handle, CURLOPT_READFUNCTION, portal_letter_read);
    if (status == CURLE_OK) status = curl_easy_setopt(handle, CURLOPT_READDATA, letter);
    if (status == CURLE_OK) status = curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, portal_letter_heard);
    if (status == CURLE_OK) status = curl_easy_setopt(handle, CURLOPT_HEADERDATA, letter);
    if (status == CURLE_OK) status = curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, portal_letter_heard);
    if (status == CURLE_OK) status = curl_easy_setopt(handle, CURLOPT_WRITEDATA, letter);
    if (status == CURLE_OK) status = curl_easy_setopt(handle, CURLOPT_INFILESIZE_LARGE, (curl_off_t)letter->size);
    if (status == CURLE_OK) status = curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, letter->error);
    return status;
}
