# A credential helper: `docker-credential-<name> store|get|erase`. The lines before this file set
# `folder`, which has a file per entry, `calls`, which lists the calls, and `hook`, which each call
# runs first if it exists.
input=$(cat)
server=$input
if [ "$1" = store ]; then
  server=${input#*\"ServerURL\":\"}
  server=${server%%\"*}
fi
entry=$server
while case $entry in */*) ;; *) false ;; esac do
  entry=${entry%%/*}_${entry#*/}
done
entry=$folder/$entry
echo "$1 $server" >>"$calls"
env >"$calls-environment"
if [ -f "$hook" ]; then
  . "$hook"
fi
case $1 in
  store) printf %s "$input" >"$entry" ;;
  erase) "$rm" -f "$entry" ;;
  get)
    if [ ! -f "$entry" ]; then
      echo "credentials not found in native keychain"
      exit 1
    fi
    cat "$entry"
    ;;
esac
if [ "$isLast" ]; then
  kill -KILL $PPID
fi
