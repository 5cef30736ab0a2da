// All of it stands in the header.
#include "CPrefetch.h"
