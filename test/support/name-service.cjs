/*
 * Loaded before the action if a scenario does not use the proxy: a name service that resolves no host. With
 * LOOPBACK_NAMES, every name resolves to this machine, where nothing listens on port 443.
 */
const dns = require('node:dns');

dns.lookup = (hostname, options, callback) => {
  const answer = typeof options === 'function' ? options : callback;
  if (process.env['LOOPBACK_NAMES'] === undefined) {
    const error = new Error(`getaddrinfo ENOTFOUND ${hostname}`);
    process.nextTick(
      answer,
      Object.assign(error, { code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname }),
    );
    return;
  }
  // No program can listen at the last usable address of the loopback network.
  const address = { address: '127.255.255.254', family: 4 };
  process.nextTick(answer, null, ...(options.all ? [[address]] : [address.address, 4]));
};
