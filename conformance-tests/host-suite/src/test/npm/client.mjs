// SPDX-License-Identifier: Apache-2.0
//
// The official TypeScript MCP client as a small program, so that Java tests meet the client that people use.
//
//   BERTH_TOKEN=… node client.mjs URL list
//   BERTH_TOKEN=… node client.mjs URL call NAME JSON
//   BERTH_TOKEN=… node client.mjs URL loop NAME JSON SECONDS
//
// Standard output is one line of JSON. Exit code 0: the protocol worked, whatever the tool said; 1: it did not, or
// there is no such tool; 2: wrong arguments. "loop" counts failures instead of stopping at one, and ends when
// SECONDS have passed or standard input closes. It writes "ready" to standard error after its first call.

import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';

const USAGE = 'usage: client.mjs URL (list | call NAME JSON | loop NAME JSON SECONDS)';
// In a loop, a call that hangs is a failure and must not outlast the loop by much.
const CALL_MILLIS = 10_000;

const modes = {
  async list(client) {
    const tools = [];
    let cursor;
    do {
      const page = await client.listTools({ cursor });
      tools.push(...page.tools);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    return tools;
  },

  async call(client, name, input) {
    return await client.callTool({ name, arguments: JSON.parse(input) });
  },

  async loop(client, name, input, seconds) {
    const params = { name, arguments: JSON.parse(input) };
    const end = performance.now() + Number(seconds) * 1000;
    const report = { calls: 0, failed: 0, versions: {}, listChanged: 0, failures: [] };
    client.setNotificationHandler(ToolListChangedNotificationSchema, () => {
      report.listChanged++;
    });

    let stopped = false;
    process.stdin.on('close', () => (stopped = true)).resume();
    while (!stopped && performance.now() < end) {
      report.calls++;
      try {
        const result = await client.callTool(params, undefined, { timeout: CALL_MILLIS });
        if (result.isError) {
          throw new Error(text(result));
        }
        const version = result.structuredContent?.version ?? 'none';
        report.versions[version] = (report.versions[version] ?? 0) + 1;
      } catch (error) {
        report.failed++;
        // The first few tell what went wrong; a server that is gone would fail thousands of times.
        if (report.failures.length < 5) {
          report.failures.push(String(error.message ?? error));
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      if (report.calls === 1) {
        process.stderr.write('ready\n');
      }
    }
    process.stdin.destroy();
    return report;
  },
};

function text(result) {
  return (result.content ?? []).map((item) => item.text ?? '').join(' ');
}

async function main([url, mode, ...rest]) {
  const run = Object.hasOwn(modes, mode ?? '') ? modes[mode] : undefined;
  if (run === undefined || rest.length !== run.length - 1) {
    process.stderr.write(USAGE + '\n');
    return 2;
  }
  const token = process.env.BERTH_TOKEN;
  const transport = new StreamableHTTPClientTransport(new URL(url), {
    requestInit: { headers: token ? { Authorization: `Bearer ${token}` } : {} },
  });
  const client = new Client({ name: 'berth-host-suite', version: '1.0.0' });
  try {
    await client.connect(transport);
    const result = await run(client, ...rest);
    process.stdout.write(JSON.stringify(result) + '\n');
    return 0;
  } catch (error) {
    process.stderr.write(String(error.stack ?? error) + '\n');
    return 1;
  } finally {
    // The server frees the session; a server that is gone or keeps none must not change the outcome.
    await transport.terminateSession().catch(() => {});
    await client.close().catch(() => {});
  }
}

process.exitCode = await main(process.argv.slice(2));
