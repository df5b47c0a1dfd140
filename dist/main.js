import { login } from './index.js';

await login();
