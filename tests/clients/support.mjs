// What the suites of the npm client share: where the server is, and a client for it.

import Marketo from 'node-marketo-rest';

const url = (process.env.LEADBASE_URL ?? 'http://127.0.0.1:5040').replace(/\/+$/, '');

export const settings = {
  endpoint: `${url}/rest`,
  identity: `${url}/identity`,
  clientId: process.env.LEADBASE_CLIENT_ID ?? '11111111-1111-4111-8111-111111111111',
  clientSecret: process.env.LEADBASE_CLIENT_SECRET ?? 'sandboxsandboxsandboxsandbox0000',
  retry: { maxRetries: 2, initialDelay: 50, maxDelay: 200 },
};

export const newClient = (overrides) => new Marketo({ ...settings, ...overrides });

export const run = `${Date.now().toString(36)}${process.pid.toString(36)}`;
export const email = (name) => `${name}-${run}@example.com`;
