// Adds up the result files of a test run. Its last line is "N passed, N failed", with ", N skipped" if any were. Fails when a test
// failed, when a project left no results, and when a test was skipped that could have run.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const mayBeSkipped = ['On_a_real_sql_server_commands_are_stored_in_order']; // there is no SQL Server here

const [folder, testsFolder] = process.argv.slice(2);
const files = list(folder).filter((name) => name.endsWith('.trx'));
const projects = list(testsFolder).filter((name) => name.endsWith('.Tests'));
const results = files.flatMap((name) => read(join(folder, name)));
const failed = results.filter(({ outcome }) => outcome !== 'Passed' && outcome !== 'NotExecuted');
const skipped = results.filter(({ outcome }) => outcome === 'NotExecuted');
const wronglySkipped = skipped.filter(({ name }) => !mayBeSkipped.includes(name.replace(/\(.*/s, '').split('.').pop()));

for (const { name } of failed) console.log(`failed: ${name}`);
for (const { name } of skipped) console.log(`skipped: ${name}`);
if (wronglySkipped.length > 0) console.log(`${wronglySkipped.length} of them had to run here.`);
if (files.length !== projects.length) console.log(`${projects.length} test projects left ${files.length} result files.`);

const passed = results.length - failed.length - skipped.length;
console.log(`${passed} passed, ${failed.length} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`);
process.exitCode = passed === 0 || failed.length > 0 || wronglySkipped.length > 0 || files.length !== projects.length ? 1 : 0;

function list(path) {
  try {
    return readdirSync(path);
  } catch {
    return []; // nothing was built, so nothing was tested
  }
}

function read(file) {
  return [...readFileSync(file, 'utf8').matchAll(/<UnitTestResult\s[^>]*>/g)].map(([element]) => ({
    name: attribute(element, 'testName'),
    outcome: attribute(element, 'outcome'),
  }));
}

function attribute(element, name) {
  const text = new RegExp(`\\s${name}="([^"]*)"`).exec(element)?.[1] ?? '';
  return text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
