'use strict';

require('./index.js').login();
