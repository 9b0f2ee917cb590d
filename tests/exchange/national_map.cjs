// Reads records as the French national map does, and says which it refuses: [id, message].
const { readFileSync } = require('node:fs');
const library = require('../node_modules/@gouvfr-anct/lieux-de-mediation-numerique');

const records = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const refused = [];
for (const record of records) {
  try {
    library.fromSchemaLieuDeMediationNumerique(record);
  } catch (error) {
    refused.push([record.id, String(error.message)]);
  }
}
process.stdout.write(JSON.stringify(refused));
