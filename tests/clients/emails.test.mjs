// The npm client's methods of emails, over a template that the suite makes; see leads.test.mjs for how to run it.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { newClient, run } from './support.mjs';

const marketo = newClient();
const post = (path, data) => marketo._connection.post(`/asset/v1/${path}`, { data });
let id;

describe('node-marketo-rest, emails', () => {
  before(async () => {
    const html = '<html><body><div class="mktEditable" id="main">Hello</div></body></html>';
    const template = (await post('emailTemplates.json', { name: `Template ${run}`, folder: '{"id":22,"type":"Folder"}', content: html })).result[0].id;
    await post(`emailTemplate/${template}/approveDraft.json`, {});
    const email = { name: `Email ${run}`, folder: '{"id":21,"type":"Folder"}', template, subject: 'Hello' };
    id = (await post('emails.json', email)).result[0].id;
  });

  test('its content is changed, read and approved', async () => {
    assert.deepEqual((await marketo.email.updateEmailContentEditableText(id, 'main', '<b>Bye</b>', 'Bye')).result, [{ id }]);
    const [section] = (await marketo.email.getEmailContent(id)).result;
    assert.deepEqual(section.value, [{ type: 'HTML', value: '<b>Bye</b>' }, { type: 'Text', value: 'Bye' }]);
    assert.deepEqual((await marketo.email.approveEmail(id)).result, [{ id }]);
  });

  test('it is found among others', async () => {
    const { result } = await marketo.email.getEmails({ status: 'approved', maxReturn: 200 });
    assert.equal(result.find((email) => email.id === id).status, 'approved');
  });
});
