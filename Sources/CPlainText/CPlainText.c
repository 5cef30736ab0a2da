// All functions stand in the header.
#include "CPlainText.h"
