// SPDX-License-Identifier: Apache-2.0
//
// A real OAuth 2 and OpenID Connect server on 127.0.0.1, with login and consent pages: any login name and password will do.
//
//   node oauth-server.mjs REDIRECT_URI...
//
// It prints its address. Lines on standard input are commands: "revoke" forgets all refresh tokens, and answers "revoked"; "stop",
// or the end of the input, ends it. Its one client is "berth" with the secret "the-secret-of-the-client"; PKCE is required.

import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import Provider from 'oidc-provider';

const kept = new Map();

class Memory {
  constructor(model) {
    this.model = model;
  }

  key(id) {
    return `${this.model}:${id}`;
  }

  async upsert(id, payload) {
    kept.set(this.key(id), payload);
  }

  async find(id) {
    return kept.get(this.key(id));
  }

  async findBy(field, value) {
    for (const [key, payload] of kept) {
      if (key.startsWith(`${this.model}:`) && payload[field] === value) {
        return payload;
      }
    }
    return undefined;
  }

  async findByUid(uid) {
    return this.findBy('uid', uid);
  }

  async findByUserCode(code) {
    return this.findBy('userCode', code);
  }

  async consume(id) {
    kept.get(this.key(id)).consumed = Math.floor(Date.now() / 1000);
  }

  async destroy(id) {
    kept.delete(this.key(id));
  }

  async revokeByGrantId(grantId) {
    for (const [key, payload] of kept) {
      if (payload.grantId === grantId) {
        kept.delete(key);
      }
    }
  }
}

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    adapter: Memory,
    clients: [
      {
        client_id: 'berth',
        client_secret: 'the-secret-of-the-client',
        redirect_uris: process.argv.slice(2),
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
      },
    ],
    cookies: { keys: ['tests'] },
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'one' }] },
    pkce: { required: () => true },
    conformIdTokenClaims: false,
    claims: { openid: ['sub'], profile: ['name'], organization: ['organization', 'roles'] },
    scopes: ['openid', 'offline_access', 'profile', 'organization'],
    findAccount: (ctx, id) => ({
      accountId: id,
      claims: () => ({ sub: id, name: id, organization: 'acme', roles: ['member'] }),
    }),
    issueRefreshToken: () => true,
    rotateRefreshToken: true,
    ttl: {
      AccessToken: 3600,
      AuthorizationCode: 60,
      Grant: 86400,
      IdToken: 3600,
      Interaction: 600,
      RefreshToken: 86400,
      Session: 86400,
    },
  });
  server.on('request', provider.callback());
  console.log(issuer);
});

for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'revoke') {
    for (const key of [...kept.keys()].filter((one) => one.startsWith('RefreshToken:'))) {
      kept.delete(key);
    }
    console.log('revoked');
  } else if (line === 'stop') {
    break;
  }
}
server.close();
process.exit(0);
