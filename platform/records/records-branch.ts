/** The branch that keeps what happened. It shares no history with the code, and is only ever appended to. */
export const RECORDS_BRANCH = 'ratchet/records';

/** What a person who comes upon the branch reads. */
export const RECORDS_README = `# Records

What Ratchet's workflows did, one JSON document a line, oldest first: for each model, \`runs.jsonl\` has every training
run, \`months.jsonl\` every month as monitoring saw it, \`incidents.jsonl\` what became of incidents.

Lines are only ever added. \`npm run ratchet -- runs\` lists them after \`git fetch origin ${RECORDS_BRANCH}\`.
`;
