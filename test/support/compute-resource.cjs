/*
 * Loaded before the action: makes this machine look like a compute resource of IBM Cloud. The files of a pod, below
 * /var/run/secrets, are read from the folder COMPUTE_FILES. The addresses of a virtual server's metadata service lead
 * to ports of this machine: http://169.254.169.254 to METADATA_HTTP, and https://api.metadata.cloud.ibm.com to
 * METADATA_HTTPS. If a port is `silent`, connections are neither accepted nor refused. Without METADATA_HTTP,
 * connections are refused. Without METADATA_HTTPS, the name does not resolve. Time limits are multiplied by
 * METADATA_PATIENCE.
 *
 * This works at the level of sockets, where proxies are already resolved: a request that the action sends through a
 * proxy still reaches the proxy.
 */
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const { syncBuiltinESMExports } = require('node:module');

const SECRETS = '/var/run/secrets/';
const ADDRESS = '169.254.169.254:80';
const NAME = 'api.metadata.cloud.ibm.com:443';
const REFUSED = '1';

for (const call of ['open', 'readFile', 'stat']) {
  const original = fs.promises[call];
  fs.promises[call] = (file, ...rest) => {
    const isSecret = String(file).startsWith(SECRETS);
    const folder = process.env['COMPUTE_FILES'] ?? '/nowhere';
    return original(
      isSecret ? path.join(folder, String(file).slice(SECRETS.length)) : file,
      ...rest,
    );
  };
}

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function connectElsewhere(...args) {
  // `net.connect` passes its arguments as one array, `tls.connect` passes them separately.
  const given = Array.isArray(args[0]) ? args[0] : args;
  const { host, port } = given[0] ?? {};
  const target = findTarget(`${host}:${port}`);
  if (target === undefined) {
    return connect.apply(this, args);
  }
  if (target === 'silent' || target === 'unknown') {
    return wait(this, target === 'unknown' ? unknownHost(host) : undefined);
  }
  given[0] = { ...given[0], host: '127.0.0.1', port: Number(target) };
  return connect.apply(this, args);
};

/** A port, `silent` or `unknown`; `undefined` if the connection is not to the metadata service. */
function findTarget(address) {
  switch (address) {
    case ADDRESS:
      return process.env['METADATA_HTTP'] ?? REFUSED;
    case NAME:
      return process.env['METADATA_HTTPS'] ?? 'unknown';
    default:
      return undefined;
  }
}

/** Fails immediately with the error. Without one, the socket keeps connecting until it is closed. */
function wait(socket, error) {
  socket.connecting = true;
  const alive = setInterval(() => undefined, 1_000);
  socket.once('close', () => clearInterval(alive));
  if (error !== undefined) {
    process.nextTick(() => socket.destroy(error));
  }
  return socket;
}

function unknownHost(hostname) {
  const error = new Error(`getaddrinfo ENOTFOUND ${hostname}`);
  return Object.assign(error, { code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname });
}

const { timeout } = AbortSignal;
AbortSignal.timeout = (milliseconds) =>
  timeout.call(AbortSignal, milliseconds * Number(process.env['METADATA_PATIENCE'] ?? 1));
syncBuiltinESMExports();
