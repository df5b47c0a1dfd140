/* Loaded before the action: a machine whose firewall, or whose sandbox, forbids every connection. */
const net = require('node:net');

net.Socket.prototype.connect = function forbid() {
  const error = new Error('connect EACCES 192.0.2.1:443');
  process.nextTick(() =>
    this.destroy(Object.assign(error, { code: 'EACCES', syscall: 'connect' })),
  );
  return this;
};
