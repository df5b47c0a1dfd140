/*
 * Loaded before the action: the machine is a compute resource of IBM Cloud. The files of a pod that start
 * with /var/run/secrets lie in the folder COMPUTE_FILES, and behind the address of the metadata service of a
 * virtual server is the port METADATA_PORT of this machine. It is waited for METADATA_PATIENCE times as long.
 */
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { syncBuiltinESMExports } = require('node:module');

const SECRETS = '/var/run/secrets/';
const METADATA_HOST = '169.254.169.254';

const { readFile } = fs.promises;
fs.promises.readFile = (file, ...rest) => {
  const isSecret = String(file).startsWith(SECRETS);
  const folder = process.env['COMPUTE_FILES'] ?? '/nowhere';
  return readFile(isSecret ? path.join(folder, String(file).slice(SECRETS.length)) : file, ...rest);
};

const { createConnection } = http.Agent.prototype;
http.Agent.prototype.createConnection = function connect(options, callback) {
  const isMetadata = options.host === METADATA_HOST && Number(options.port) === 80;
  const port = Number(process.env['METADATA_PORT'] ?? 1);
  const target = isMetadata ? { ...options, host: '127.0.0.1', port, path: null } : options;
  return createConnection.call(this, target, callback);
};
const { timeout } = AbortSignal;
AbortSignal.timeout = (milliseconds) =>
  timeout.call(AbortSignal, milliseconds * Number(process.env['METADATA_PATIENCE'] ?? 1));
syncBuiltinESMExports();
