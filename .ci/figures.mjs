// Says where the code is longest, and how many rules are switched off. Read, never enforced.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const isWritten = (path) => !path.includes('/Migrations/');
const tracked = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).split('\n');
const files = tracked.filter((path) => path.endsWith('.cs') && isWritten(path)).map((path) => ({ path, lines: linesOf(path) }));
const methods = files.flatMap(methodsOf);

print('Longest files', files.map(({ path, lines }) => ({ name: path, length: lines.length })));
print('Longest methods, roughly', methods);
const suppressions = files.flatMap(({ lines }) => lines).filter((line) => /#pragma warning disable|\[.*SuppressMessage\(|#nullable disable/.test(line)).length;
const rulesOff = linesOf('.editorconfig').filter((line) => /\.severity\s*=\s*none/.test(line)).length;
console.log(`Suppressions in code: ${suppressions}; rules switched off in .editorconfig: ${rulesOff}`);

function print(title, items) {
  const sorted = items.toSorted((a, b) => b.length - a.length);
  const p90 = sorted[Math.floor(sorted.length / 10)]?.length ?? 0;
  console.log(`${title} (${items.length}, p90 ${p90} lines):`);
  for (const { name, length } of sorted.slice(0, 10)) console.log(`${String(length).padStart(6)}  ${name}`);
}

function linesOf(path) {
  return readFileSync(path, 'utf8').trimEnd().split('\n');
}

// A block that opens on a line of its own, below a line that ends with a parameter list, and closes at the same depth.
function methodsOf({ path, lines }) {
  return lines.flatMap((line, start) => {
    const indent = /^( {4,8})\{$/.exec(line)?.[1];
    const header = lines[start - 1]?.trim() ?? '';
    if (indent === undefined || !header.endsWith(')') || /^(if|for|foreach|while|switch|using|lock|catch)\b|=|\bnew\(/.test(header)) return [];
    const end = lines.indexOf(`${indent}}`, start);
    return end < 0 ? [] : [{ name: `${path}:${start}  ${header.slice(0, 80)}`, length: end - start + 1 }];
  });
}
