// Opens a file like many virus scanners and editors, so that Windows does not permit anyone to delete, rename or replace
// it: `hold PATTERN RELEASE` waits for a file whose path matches, opens it, prints `held`, and closes it when the file
// RELEASE exists.
package main

import (
	"fmt"
	"log"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

const patience = 60 * time.Second

func main() {
	log.SetFlags(0)
	pattern, release := os.Args[1], os.Args[2]
	end := time.Now().Add(patience)
	var path string
	for path == "" {
		if found, _ := filepath.Glob(pattern); len(found) > 0 {
			path = found[0]
		}
		pause(end)
	}
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		log.Fatal(err)
	}
	// Some versions of Go open files in this way themselves.
	const share = syscall.FILE_SHARE_READ | syscall.FILE_SHARE_WRITE
	handle, err := syscall.CreateFile(name, syscall.GENERIC_READ, share, nil, syscall.OPEN_EXISTING, 0, 0)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("held")
	for {
		if _, err := os.Stat(release); err == nil {
			break
		}
		pause(end)
	}
	_ = syscall.CloseHandle(handle)
}

func pause(end time.Time) {
	if time.Now().After(end) {
		log.Fatal("nothing came")
	}
	time.Sleep(5 * time.Millisecond)
}
