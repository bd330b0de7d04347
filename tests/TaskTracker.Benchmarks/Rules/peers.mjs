// Evaluates the sets of a file with json-rules-engine and zen-engine, each by its fastest call, and prints one line of JSON a set and engine.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [, , modules, input, output] = process.argv;
const require = createRequire(`${modules}/`);
const { Engine } = require('json-rules-engine');
const { ZenEngine, evaluateExpressionSync } = require('@gorules/zen-engine');

const { sets } = JSON.parse(readFileSync(input, 'utf8'));
const results = [];

for (const [index, set] of sets.entries()) {
  // Handing over facts that no rule reads would cost the peers more than deciding.
  const read = [...new Set(set.zen.join(' ').match(/\w+__\w+/g))];
  set.subjects = set.subjects.map(subject => Object.fromEntries(read.map(fact => [fact, subject[fact]])));
  results.push(await measure(index, set, 'json-rules-engine', await jsonRules(set)));
  results.push(await measure(index, set, 'zen-engine', await fastestZen(set)));
}

console.log(JSON.stringify(results));

async function measure(index, set, engine, { call, name }) {
  const sample = set.subjects.slice(0, 2000);
  await call(sample);
  const start = process.hrtime.bigint();
  const masks = await call(set.subjects);
  const nanoseconds = Number(process.hrtime.bigint() - start);
  writeFileSync(`${output}.${index}.${engine}`, Buffer.from(Float64Array.from(masks).buffer));
  return { set: set.name, engine, call: name, nanoseconds };
}

async function jsonRules(set) {
  const engine = new Engine(set.rules.map((conditions, bit) => ({ conditions, event: { type: String(2 ** bit) } })));
  const sequential = async subjects => {
    const masks = new Array(subjects.length);
    for (let i = 0; i < subjects.length; i++) {
      const { events } = await engine.run(subjects[i]);
      masks[i] = events.reduce((mask, event) => mask + Number(event.type), 0);
    }
    return masks;
  };
  const together = async subjects => {
    const masks = [];
    for (let i = 0; i < subjects.length; i += 100) {
      const runs = await Promise.all(subjects.slice(i, i + 100).map(subject => engine.run(subject)));
      masks.push(...runs.map(({ events }) => events.reduce((mask, event) => mask + Number(event.type), 0)));
    }
    return masks;
  };
  return fastest(set, { 'Engine.run, one after the other': sequential, 'Engine.run, a hundred together': together });
}

async function fastestZen(set) {
  const engine = new ZenEngine();
  const node = (id, type, content) => ({ id, type, name: id, position: { x: 0, y: 0 }, ...(content ? { content } : {}) });
  const decision = expressions => engine.createDecision({
    nodes: [
      node('in', 'inputNode'),
      node('rules', 'expressionNode', { expressions: expressions.map(({ key, value }) => ({ id: key, key, value })) }),
      node('out', 'outputNode'),
    ],
    edges: [{ id: 'a', sourceId: 'in', targetId: 'rules', type: 'edge' }, { id: 'b', sourceId: 'rules', targetId: 'out', type: 'edge' }],
  });
  const flags = decision(set.zen.map((value, bit) => ({ key: `r${bit}`, value })));
  const sum = decision([{ key: 'mask', value: sumOf(set.zen) }]);
  const perItem = set.zen.map(value => value.replace(/\b(\w+__\w+)/g, '#.$1'));
  const sums = decision([{ key: 'masks', value: `map(subjects, ${sumOf(perItem)})` }]);
  const maskOf = result => set.zen.reduce((mask, _, bit) => mask + (result[`r${bit}`] ? 2 ** bit : 0), 0);
  const maskOfList = list => list.reduce((mask, holds, bit) => mask + (holds ? 2 ** bit : 0), 0);
  const parts = async (subjects, size, call) => {
    const masks = [];
    for (let i = 0; i < subjects.length; i += size) {
      masks.push(...await call(subjects.slice(i, i + size)));
    }
    return masks;
  };
  return fastest(set, {
    'Decision.evaluate, flags, a hundred together': s => parts(s, 100, async p => (await Promise.all(p.map(x => flags.evaluate(x)))).map(r => maskOf(r.result))),
    'Decision.evaluate, flags, one after the other': s => parts(s, 1, async ([x]) => [maskOf((await flags.evaluate(x)).result)]),
    'Decision.evaluate, one sum, a hundred together': s => parts(s, 100, async p => (await Promise.all(p.map(x => sum.evaluate(x)))).map(r => r.result.mask)),
    'Decision.evaluate, a list of 1,000 subjects': s => parts(s, 1000, async subjects => (await sums.evaluate({ subjects })).result.masks),
    'evaluateExpressionSync, sums of a list of 1,000 subjects': s => parts(s, 1000, async subjects => evaluateExpressionSync(`map(subjects, ${sumOf(perItem)})`, { subjects })),
    'evaluateExpressionSync, flags of a list of 1,000 subjects': s => parts(s, 1000, async subjects => evaluateExpressionSync(`map(subjects, [${perItem.join(', ')}])`, { subjects }).map(maskOfList)),
    'evaluateExpressionSync, flags': s => parts(s, 1, async ([x]) => [maskOfList(evaluateExpressionSync(`[${set.zen.join(', ')}]`, x))]),
  });
}

function sumOf(conditions) {
  return conditions.map((condition, bit) => `((${condition}) ? ${2 ** bit} : 0)`).join(' + ');
}

async function fastest(set, calls) {
  const sample = set.subjects.slice(0, 2000);
  let best;
  for (const [name, call] of Object.entries(calls)) {
    try {
      await call(sample);
      const start = process.hrtime.bigint();
      await call(sample);
      const took = process.hrtime.bigint() - start;
      if (process.env.PEERS_VERBOSE) {
        console.error(`${set.name}: ${name}: ${Number(took) / sample.length} ns`);
      }
      if (!best || took < best.took) {
        best = { name, call, took };
      }
    } catch (failure) {
      console.error(`${set.name}: ${name} does not work: ${failure}`);
    }
  }
  return best;
}
