# A credential helper: `docker-credential-<name> store|get|erase`. The lines above this file name
# `folder`, which has a file per entry, `calls`, which lists what was asked for, and `mood`, which says
# what it does in front of its work.
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
if [ -f "$mood" ]; then
  . "$mood"
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
