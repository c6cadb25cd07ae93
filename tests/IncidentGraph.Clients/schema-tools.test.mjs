// What the server says of itself is a schema to those who read schemas: the file and the introspection are one, and the contract.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { CriticalityLevel, coverage, diff, similar, validate } from '@graphql-inspector/core';
import graphqlEslint from '@graphql-eslint/eslint-plugin';
import { ESLint } from 'eslint';
import { buildClientSchema, buildSchema, getIntrospectionQuery, printSchema, Source, validateSchema } from 'graphql';
import { readContract } from './support/contract.mjs';
import { ask } from './support/server.mjs';

const textOf = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8').replace(/^\uFEFF/, '');
const ofTests = 'tests/IncidentGraph.Server.Tests/Schema';

let sdl, file;

before(async () => {
  sdl = await readContract();
  file = buildSchema(sdl);
});

/** As introspection knows it: without what directives say, and one way of writing it. */
const plain = (schema) => buildSchema(printSchema(schema));

const linesOf = (changes) => changes.map(({ criticality, message }) => `${criticality.level}: ${message}`);

test('graphql-js finds nothing wrong with it', () => {
  assert.deepEqual(validateSchema(file), []);
  assert.equal(printSchema(buildSchema(printSchema(file))), printSchema(file));
});

test('graphql-inspector finds no difference between the file, the introspection and the contract', async () => {
  const everything = { specifiedByUrl: true, inputValueDeprecation: true, schemaDescription: true, directiveIsRepeatable: true };
  const introspection = await ask(getIntrospectionQuery(everything), null, 'admin');
  const contract = buildSchema(textOf(`${ofTests}/__snapshots__/ContractTests.The_contract_is_the_one_in_the_snapshot.snap`));

  assert.deepEqual(linesOf(await diff(plain(file), plain(buildClientSchema(introspection)))), []);
  assert.deepEqual(linesOf(await diff(contract, file)), []);
});

test('graphql-inspector finds nothing that breaks clients of the last release', async () => {
  const breaking = async (schema) => linesOf((await diff(buildSchema(textOf(`${ofTests}/released.graphql`)), schema))
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking));

  assert.deepEqual(await breaking(file), []);
  assert.deepEqual(await breaking(buildSchema(sdl.replace('eventCursor: String!', 'eventCursor: String'))), ["BREAKING: Field 'Query.eventCursor' changed type from 'String!' to 'String'"]);
});

test('graphql-inspector validates the example operations, and counts what they cover', () => {
  const examples = new Source(textOf('src/IncidentGraph.Server/Ide/examples.graphql'), 'examples.graphql');

  assert.deepEqual(validate(file, [examples]), []);
  assert.equal(validate(file, [new Source('{ incidents { nodes { nothing } } }')]).length, 1);
  const { types } = coverage(file, [examples]);
  assert.ok(types.Query.children.incidents.hits > 0);
});

test('graphql-inspector compares its types', () => {
  assert.ok(similar(file, 'IncidentConnection', 0.8).IncidentConnection.bestMatch.target.typeId);
});

test('graphql-eslint has nothing to say against it', async () => {
  assert.deepEqual(await lint(sdl), []);
  assert.notDeepEqual(await lint('type Query { undescribed: Int }'), []);
});

async function lint(schema) {
  const { configs, parser } = graphqlEslint;
  const eslint = new ESLint({
    overrideConfigFile: true,
    overrideConfig: [{
      files: ['**/*.graphql'],
      languageOptions: { parser, parserOptions: { graphQLConfig: { schema } } },
      plugins: { '@graphql-eslint': graphqlEslint },
      rules: {
        ...configs['flat/schema-recommended'].rules,
        ...configs['flat/schema-relay'].rules,
        '@graphql-eslint/description-style': 'off', // one line is a string, several are a block
        '@graphql-eslint/strict-id-in-types': 'off', // payloads, pages and values have none
        '@graphql-eslint/relay-edge-types': ['error', { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false }],
      },
    }],
  });
  const [{ messages }] = await eslint.lintText(schema, { filePath: 'schema.graphql' });
  return messages.map(({ ruleId, line, message }) => `${ruleId} ${line}: ${message}`);
}
