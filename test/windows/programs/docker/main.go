// A docker that logs in without a registry: `docker --config DIR login --username NAME --password-stdin HOST`.
// It first waits for the file DOCKER_WAITS_FOR. With DOCKER_HANGS, it hangs for this many seconds. Then it writes the
// login, and creates the directory if necessary.
package main

import (
	"encoding/base64"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

const patience = 20 * time.Second

func main() {
	log.SetFlags(0)
	global := flag.NewFlagSet("docker", flag.ExitOnError)
	directory := global.String("config", "", "")
	_ = global.Parse(os.Args[1:])
	login := flag.NewFlagSet("login", flag.ExitOnError)
	username := login.String("username", "", "")
	_ = login.Bool("password-stdin", false, "")
	if global.Arg(0) != "login" || *directory == "" {
		log.Fatalf("not a login: %q", os.Args)
	}
	_ = login.Parse(global.Args()[1:])
	password, err := io.ReadAll(os.Stdin)
	if err != nil {
		log.Fatal(err)
	}
	tell(*directory, "started")
	if path := os.Getenv("DOCKER_WAITS_FOR"); path != "" {
		waitFor(path)
	}
	if seconds, err := strconv.Atoi(os.Getenv("DOCKER_HANGS")); err == nil {
		time.Sleep(time.Duration(seconds) * time.Second)
		tell(*directory, "written")
	}
	writeLogin(*directory, login.Arg(0), *username+":"+string(password))
	fmt.Println("Login Succeeded")
}

func waitFor(path string) {
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if _, err := os.Stat(path); err == nil {
			return
		}
	}
	log.Fatalf("%s did not come", path)
}

// Reports to the test, in a file, what it has done and which directory it uses.
func tell(directory string, what string) {
	if err := os.WriteFile(filepath.Join(os.Getenv("TEMP"), "docker-"+what), []byte(directory), 0o600); err != nil {
		log.Fatal(err)
	}
}

func writeLogin(directory string, host string, login string) {
	entry := map[string]string{"auth": base64.StdEncoding.EncodeToString([]byte(login))}
	text, err := json.Marshal(map[string]any{"auths": map[string]any{host: entry}})
	if err == nil {
		err = os.MkdirAll(directory, 0o700)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(directory, "config.json"), text, 0o600)
	}
	if err != nil {
		log.Fatal(err)
	}
}
