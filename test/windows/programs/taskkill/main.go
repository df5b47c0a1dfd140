// The part of Windows' own taskkill that Wine's does not support: `taskkill /PID NUMBER /T /F` ends a process and all of
// its descendants.
package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"unsafe"
)

const (
	notFound = 128
	// PROCESS_TERMINATE
	terminate = 1
)

func main() {
	var pid uint32
	isTree := false
	for index, argument := range os.Args[1:] {
		switch strings.ToUpper(argument) {
		case "/PID":
			number, err := strconv.ParseUint(os.Args[index+2], 10, 32)
			if err != nil {
				fail(1, "Invalid number: %v", err)
			}
			pid = uint32(number)
		case "/T":
			isTree = true
		}
	}
	parents := listParents()
	if _, isThere := parents[pid]; !isThere {
		fail(notFound, "The process %d was not found.", pid)
	}
	ended := []uint32{pid}
	for index := 0; isTree && index < len(ended); index++ {
		for child, parent := range parents {
			if parent == ended[index] && child != parent {
				ended = append(ended, child)
			}
		}
	}
	for _, each := range ended {
		handle, err := syscall.OpenProcess(terminate, false, each)
		if err == nil {
			err = syscall.TerminateProcess(handle, 1)
		}
		if err != nil && each == pid {
			fail(1, "The process with PID %d could not be terminated: %v", each, err)
		}
		// A descendant may have ended since the processes were listed.
		fmt.Printf("SUCCESS: The process with PID %d has been terminated.\n", each)
	}
}

// The parent of every running process.
func listParents() map[uint32]uint32 {
	snapshot, err := syscall.CreateToolhelp32Snapshot(syscall.TH32CS_SNAPPROCESS, 0)
	if err != nil {
		fail(1, "%v", err)
	}
	parents := map[uint32]uint32{}
	entry := syscall.ProcessEntry32{Size: uint32(unsafe.Sizeof(syscall.ProcessEntry32{}))}
	for err = syscall.Process32First(snapshot, &entry); err == nil; err = syscall.Process32Next(snapshot, &entry) {
		parents[entry.ProcessID] = entry.ParentProcessID
	}
	return parents
}

func fail(code int, format string, values ...any) {
	fmt.Fprintf(os.Stderr, "ERROR: "+format+"\n", values...)
	os.Exit(code)
}
