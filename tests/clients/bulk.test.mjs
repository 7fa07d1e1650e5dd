// The npm client's bulk methods over the demo data (docs/demo-data.md): extracts of leads and of activities, from the
// creation of the job to its file. fileStream is left out, as it throws in the client itself ("Not a valid object");
// get waits half a minute between two polls, as statusTilCompleted does. Deletes what it creates; see leads.test.mjs for how to run it.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { email, newClient, run } from './support.mjs';

const marketo = newClient();
const connection = marketo._connection;
const fields = ['id', 'email', 'firstName'];
const iso = (time) => new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
const today = { createdAt: { startAt: iso(Date.now() - 3_600_000), endAt: iso(Date.now() + 3_600_000) } };
const created = [];

/** Polls as the client's own statusTilCompleted does, which waits half a minute between two polls. */
async function completed(api, id) {
  for (let i = 0; i < 200; i += 1) {
    const { result: [job] } = await api.status(id);
    if (job.status === 'Completed') return job;
    assert.ok(['Queued', 'Processing'].includes(job.status), JSON.stringify(job));
    await sleep(50);
  }
  return assert.fail(`${id} is not completed`);
}

async function extract(api, ...parameters) {
  const { result: [job] } = await api.create(...parameters);
  assert.equal(job.status, 'Created');
  assert.equal((await api.enqueue(job.exportId)).result[0].status, 'Queued');
  const done = await completed(api, job.exportId);
  return { done, file: await api.file(job.exportId) };
}

function check({ done, file }) {
  assert.equal(done.fileSize, Buffer.byteLength(file));
  assert.equal(done.fileChecksum, `sha256:${createHash('sha256').update(file).digest('hex')}`);
  assert.equal(done.numberOfRecords, file.trimEnd().split('\n').length - 1);
}

describe('node-marketo-rest, bulk', () => {
  before(async () => {
    const { result } = await marketo.lead.createOrUpdate(['bulk-a', 'bulk-b'].map((name) => ({ email: email(name), firstName: run })));
    created.push(...result.map(({ id }) => id));
  });

  after(async () => {
    await connection.postJson('/v1/leads/delete.json', { input: created.map((id) => ({ id })) });
  });

  describe('bulkLeadExtract', () => {
    test('create, enqueue, status and file', async () => {
      const result = await extract(marketo.bulkLeadExtract, fields, today);
      check(result);
      const rows = result.file.trimEnd().split('\n');
      assert.equal(rows[0], fields.join(','));
      for (const [i, name] of ['bulk-a', 'bulk-b'].entries()) assert.ok(rows.includes(`${created[i]},${email(name)},${run}`));
    });

    test('options: format and column headers', async () => {
      const { file } = await extract(marketo.bulkLeadExtract, fields, { staticListId: 1001 }, { format: 'SSV', columnHeaderNames: { email: 'Email Address' } });
      assert.equal(file.split('\n')[0], 'id;Email Address;firstName');
    });

    test('statusTilCompleted answers at once for what is completed', async () => {
      const { done } = await extract(marketo.bulkLeadExtract, fields, today);
      assert.equal((await marketo.bulkLeadExtract.statusTilCompleted(done.exportId)).result[0].status, 'Completed');
    });

    test('cancel', async () => {
      const { result: [{ exportId }] } = await marketo.bulkLeadExtract.create(fields, today);
      assert.equal((await marketo.bulkLeadExtract.cancel(exportId)).result[0].status, 'Cancelled');
    });

    test('a range of more than 31 days is 1003', async () => {
      const wrong = { createdAt: { startAt: '2026-01-01T00:00:00Z', endAt: '2026-03-01T00:00:00Z' } };
      await assert.rejects(async () => {
        const reply = await marketo.bulkLeadExtract.create(fields, wrong);
        if (!reply.success) throw reply;
      }, ({ errors }) => errors[0].code === '1003');
    });
  });

  describe('bulkActivityExtract', () => {
    test('create, enqueue, status and file', async () => {
      const result = await extract(marketo.bulkActivityExtract, { ...today, activityTypeIds: [12] });
      check(result);
      const rows = result.file.trimEnd().split('\n');
      assert.ok(rows[0].startsWith('marketoGUID,leadId,activityDate,activityTypeId,campaignId,'));
      for (const id of created) assert.equal(rows.filter((row) => row.split(',')[1] === String(id)).length, 1);
    });

    test('cancel', async () => {
      const { result: [{ exportId }] } = await marketo.bulkActivityExtract.create(today);
      assert.equal((await marketo.bulkActivityExtract.cancel(exportId)).result[0].status, 'Cancelled');
    });

    test('without createdAt it is 1003', async () => {
      await assert.rejects(async () => {
        const reply = await marketo.bulkActivityExtract.create({ activityTypeIds: [12] });
        if (!reply.success) throw reply;
      }, ({ errors }) => errors[0].code === '1003');
    });
  });
});
