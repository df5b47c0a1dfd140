/*
 * Loaded before the action where a scenario goes without the proxy: a name service that knows no host, or
 * (with LOOPBACK_NAMES) says that every host is this machine, where nobody listens on port 443.
 */
const dns = require('node:dns');

dns.lookup = (hostname, options, callback) => {
  const answer = typeof options === 'function' ? options : callback;
  if (process.env['LOOPBACK_NAMES'] === undefined) {
    const error = new Error(`getaddrinfo ENOTFOUND ${hostname}`);
    process.nextTick(answer, Object.assign(error, { code: 'ENOTFOUND', hostname }));
    return;
  }
  // Nothing can be bound to or listen at this address of the loopback network's end.
  const address = { address: '127.255.255.254', family: 4 };
  process.nextTick(answer, null, ...(options.all ? [[address]] : [address.address, 4]));
};
