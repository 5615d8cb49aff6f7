// Stands in for the desktop: starts a program as a double click does, with nothing but what was dropped on it.
#include <process.h>

int main(int count, char **words) {
    (void)count;
    return (int)_spawnv(_P_WAIT, words[1], (const char *const *)(words + 1));
}
