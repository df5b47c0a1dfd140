/** What a login tells the workflow and its readers, in one place: see `load-report.ts`. */
export { setLoginOutputs, setRegistryOutputs } from './login-outputs.ts';
export { reportLogin, wordLogin } from './login-report.ts';
