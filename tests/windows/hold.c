// hold SHARED FILE WORDS...: runs a command while this process has a file open. SHARED is what others may do meanwhile: 0 nothing, as with a workbook
// that Excel is saving, 1 read, as with one that it shows.
#include <stdio.h>
#include <stdlib.h>
#include <process.h>
#include <windows.h>

int main(int count, char **words) {
    HANDLE file = CreateFileA(words[2], GENERIC_READ, (DWORD)atoi(words[1]), NULL, OPEN_EXISTING, 0, NULL);
    if (count < 4 || file == INVALID_HANDLE_VALUE) {
        fprintf(stderr, "hold: cannot open %s: %lu\n", words[2], GetLastError());
        return 99;
    }
    return (int)_spawnv(_P_WAIT, words[3], (const char *const *)(words + 3));
}
