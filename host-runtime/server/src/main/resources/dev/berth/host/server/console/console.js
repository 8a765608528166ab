// SPDX-License-Identifier: Apache-2.0
//
// The console: shows what the REST routes answer, and changes things only by plan, confirmation and digest.

const EVERY = 3000;
const shown = new Map();

const byId = (id) => document.getElementById(id);

/** Makes an element; texts are always text, never markup. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'onclick') {
      made.addEventListener('click', value);
    } else {
      made.setAttribute(key, value);
    }
  }
  made.append(...children);
  return made;
}

// --- talking to the host -------------------------------------------------------------------------------------------

class Refused extends Error {
  constructor(problems) {
    super(problems[0].summary);
    this.problems = problems;
  }
}

async function ask(path, body) {
  const request = body === undefined
    ? {}
    : { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(path, request);
  if (response.status === 401) {
    location.reload();
  }
  const answer = await response.json();
  if (!response.ok) {
    throw new Refused(answer.problems);
  }
  return answer;
}

async function refresh() {
  try {
    const [status, extensions, grants, tools] = await Promise.all(
      ['/api/status', '/api/extensions', '/api/grants', '/api/tools'].map((path) => ask(path)));
    show('status', status, showStatus);
    show('waiting', grants.grants.filter((grant) => grant.pending.length > 0), showWaiting);
    show('extensions', merge(extensions.extensions, grants.grants), showExtensions);
    show('tools', tools.tools, showTools);
  } catch (error) {
    shown.delete('status');
    byId('status').textContent = error instanceof Refused ? error.message : 'The host does not answer.';
  }
}

function merge(extensions, grants) {
  return extensions.map((extension) => ({
    ...extension,
    pending: grants.filter((grant) => grant.extension === extension.id).flatMap((grant) => grant.pending),
  }));
}

/** Draws a part only when it has changed, and gives the focus back to the same button. */
function show(part, data, draw) {
  const text = JSON.stringify(data);
  if (shown.get(part) !== text) {
    shown.set(part, text);
    const focused = document.activeElement?.id;
    draw(data);
    if (focused && document.activeElement?.id !== focused) {
      byId(focused)?.focus();
    }
  }
}

// --- parts of the page ---------------------------------------------------------------------------------------------

function showStatus(status) {
  byId('status').textContent = [
    status.ready ? 'Ready' : 'Degraded',
    `${status.active} of ${status.installed} active`,
    `version ${status.version}`,
    `ABI ${status.abi}`,
    `JDK ${status.jdk}`,
    status.mode.toLowerCase(),
  ].join(' · ');
  byId('mcp-url').textContent = status.mcpUrl;
}

function showWaiting(grants) {
  byId('waiting').hidden = grants.length === 0;
  byId('waiting-list').replaceChildren(...grants.map((grant) => {
    const who = { extension: grant.extension, requestHash: grant.requestHash };
    return element('li', {},
      element('p', {}, element('strong', {}, grant.extension), ' asks for ', ...grant.pending.map(pendingPort)),
      element('div', {},
        action('Deny', grant.extension, { operation: 'deny', ...who }),
        action('Approve', grant.extension, { operation: 'grant', ...who, ports: [...grant.approved.filter((port) => grant.requested.includes(port)), ...grant.pending] })));
  }));
}

function showExtensions(extensions) {
  byId('extensions-empty').hidden = extensions.length > 0;
  byId('extensions-scroll').hidden = extensions.length === 0;
  byId('extensions-rows').replaceChildren(...extensions.map((extension) => element('tr', {},
    element('th', { scope: 'row' }, extension.id, ...extension.problems.map(problem)),
    element('td', {}, extension.version),
    element('td', {}, extension.kind),
    element('td', {}, state(extension)),
    element('td', {}, ...ports(extension)),
    element('td', { class: 'actions' }, ...actions(extension)))));
}

function state(extension) {
  const archived = extension.status === 'archived';
  const look = archived ? 'off' : { ACTIVE: 'good', FAILED: 'bad', QUARANTINED: 'bad' }[extension.state] ?? '';
  const text = archived ? 'archived' : extension.state.toLowerCase();
  return element('span', { class: `state ${look}` }, extension.status === 'locked' ? `${text}, locked` : text);
}

function ports(extension) {
  const granted = extension.grantedPorts.map((port) => element('span', { class: 'port' }, port));
  const all = [...granted, ...extension.pending.map(pendingPort)];
  return all.length > 0 ? all : [element('span', { class: 'quiet' }, 'none')];
}

function pendingPort(port) {
  return element('span', { class: 'port pending' }, `${port} (pending)`);
}

function actions(extension) {
  const on = (operation) => ({ operation, extension: extension.id });
  if (extension.status === 'archived') {
    return [action('Restore', extension.id, on('restore'))];
  }
  const found = extension.state === 'ACTIVE' ? [] : [action('Activate', extension.id, on('activate'))];
  if (extension.status === 'locked') {
    return [...found, action('Unlock', extension.id, { ...on('unlock'), force: true })];
  }
  return [...found, action('Lock', extension.id, on('lock')), action('Archive', extension.id, on('archive'))];
}

function action(label, extension, command) {
  return element('button', {
    type: 'button',
    id: `${command.operation}:${extension}`,
    'aria-label': `${label} ${extension}`,
    onclick: () => propose(label, command),
  }, label);
}

function showTools(tools) {
  byId('tools-empty').hidden = tools.length > 0;
  byId('tools-scroll').hidden = tools.length === 0;
  byId('tools-rows').replaceChildren(...tools.map((tool) => element('tr', {},
    element('th', { scope: 'row' }, element('code', {}, tool.name)),
    element('td', {}, tool.description ?? ''),
    element('td', {}, `${tool.owner} ${tool.ownerVersion}`))));
}

function problem(found) {
  const fix = [found.fix.operator && `Operator: ${found.fix.operator}`, found.fix.author && `Author: ${found.fix.author}`]
    .filter(Boolean).join(' ');
  return element('div', { class: `problem ${found.severity.toLowerCase()}` },
    element('p', {}, found.summary),
    element('p', { class: 'fix' }, `${fix} [${found.code}]`),
    ...(found.causes ?? []).map(problem));
}

function say(...content) {
  byId('message').replaceChildren(...content);
  byId('message').hidden = content.length === 0;
}

// --- plan, confirm, apply ------------------------------------------------------------------------------------------

let proposed;

async function propose(label, command) {
  say();
  try {
    const plan = await ask('/api/plans', command);
    proposed = { ...command, digest: plan.digest };
    byId('plan-title').textContent = `${label} ${plan.subject}`;
    byId('plan-effects').replaceChildren(...plan.effects.map((text) => element('li', {}, text)));
    byId('plan-touches').replaceChildren(...plan.touches.map((text) => element('li', {}, text)));
    byId('plan-touches-part').hidden = plan.touches.length === 0;
    byId('plan-warnings').replaceChildren(...plan.warnings.map(problem));
    byId('plan-digest').textContent = plan.digest.slice(0, 12);
    byId('plan-apply').textContent = label;
    byId('plan-apply').disabled = false;
    byId('plan').showModal();
    byId('plan-cancel').focus();
  } catch (error) {
    complain(error);
  }
}

async function apply() {
  byId('plan-apply').disabled = true;
  try {
    const report = await ask('/api/operations', proposed);
    say(element('p', {}, report.summary), ...report.outcomes.flatMap((outcome) => outcome.problems).map(problem));
  } catch (error) {
    complain(error);
  }
  byId('plan').close();
  await refresh();
}

function complain(error) {
  say(...(error instanceof Refused ? error.problems.map(problem) : [element('p', {}, 'The host does not answer.')]));
}

// --- the page of an extension --------------------------------------------------------------------------------------

/** Shows the page that the fragment of the address names, #page=@scope/name, in a frame that is no part of this origin. */
async function showPage() {
  const extension = location.hash.startsWith('#page=') ? decodeURIComponent(location.hash.slice(6)) : '';
  byId('page').hidden = extension === '';
  byId('page-title').textContent = extension;
  byId('page-frame').replaceChildren();
  if (extension !== '') {
    try {
      const opened = await ask(`/api/extensions/${extension}/pages`, null);
      byId('page-frame').replaceChildren(element('iframe', {
        title: `Page of ${extension}`,
        sandbox: 'allow-scripts',
        src: `${opened.page}#token=${opened.token}`,
      }));
    } catch (error) {
      complain(error);
    }
  }
}

addEventListener('hashchange', showPage);
showPage();

byId('sign-out').addEventListener('click', async () => {
  await fetch('/logout', { method: 'POST' });
  location.replace('/');
});
byId('plan-cancel').addEventListener('click', () => byId('plan').close());
byId('plan-apply').addEventListener('click', apply);

async function keepFresh() {
  if (document.visibilityState === 'visible') {
    await refresh();
  }
  setTimeout(keepFresh, EVERY);
}

document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && refresh());
keepFresh();
