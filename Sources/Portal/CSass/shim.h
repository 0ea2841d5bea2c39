#include <sass/context.h>
