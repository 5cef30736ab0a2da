// Loaded before the C library by `check.py`: the program then sees one core, and makes no threads, whose meeting
// points differ from run to run.
#include <dlfcn.h>
#include <unistd.h>

long sysconf(int name) {
  if (name == _SC_NPROCESSORS_ONLN) return 1;
  static long (*next)(int);
  if (!next) next = (long (*)(int))dlsym(RTLD_NEXT, "sysconf");
  return next(name);
}
