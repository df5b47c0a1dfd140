/* Loaded before the action: forbids every connection, as a firewall or a sandbox does. */
const net = require('node:net');

net.Socket.prototype.connect = function forbid() {
  const error = new Error('connect EACCES 192.0.2.1:443');
  process.nextTick(() =>
    this.destroy(Object.assign(error, { code: 'EACCES', syscall: 'connect' })),
  );
  return this;
};
