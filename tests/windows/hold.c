// hold SHARED MILLISECONDS FILE WORDS...: runs a command while this process has a file open, for so long, or with 0 until the command ends. SHARED is what others may
// do meanwhile: 0 nothing, as with a workbook that Excel is saving, 1 read, as with one that it shows.
#include <stdio.h>
#include <stdlib.h>
#include <process.h>
#include <windows.h>

int main(int count, char **words) {
    HANDLE file = CreateFileA(words[3], GENERIC_READ, (DWORD)atoi(words[1]), NULL, OPEN_EXISTING, 0, NULL);
    if (count < 5 || file == INVALID_HANDLE_VALUE) {
        fprintf(stderr, "hold: cannot open %s: %lu\n", words[3], GetLastError());
        return 99;
    }
    intptr_t command = _spawnv(_P_NOWAIT, words[4], (const char *const *)(words + 4));
    int moment = atoi(words[2]), ended = 98;
    if (moment > 0) {
        Sleep((DWORD)moment);
        CloseHandle(file);
    }
    _cwait(&ended, command, 0);
    return ended;
}
