// The npm client's methods of emails, landing pages, smart lists and smart campaigns, over the demo data (docs/demo-data.md).
// Deletes what it creates; see leads.test.mjs for how to run it.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newClient, run } from './support.mjs';

const marketo = newClient();
const connection = marketo._connection;
const nothing = ['No assets found for the given search criteria.'];
const post = async (path, data) => (await connection.post(`/asset/v1/${path}.json`, { data })).result[0];

describe('node-marketo-rest, assets', () => {
  describe('emails', () => {
    let template;
    let id;

    before(async () => {
      const html = '<html><body><div class="mktEditable" id="body">Hello</div></body></html>';
      template = (await post('emailTemplates', { name: `Template ${run}`, folder: JSON.stringify({ id: 22, type: 'Folder' }), content: html })).id;
      await post(`emailTemplate/${template}/approveDraft`, {});
      id = (await post('emails', { name: `Email ${run}`, folder: JSON.stringify({ id: 21, type: 'Folder' }), template, subject: 'Hello' })).id;
    });

    after(async () => {
      for (const path of [`email/${id}/unapprove`, `email/${id}/delete`, `emailTemplate/${template}/unapprove`, `emailTemplate/${template}/delete`]) await post(path, {});
    });

    test('a section is changed, and the email approved', async () => {
      assert.equal((await marketo.email.updateEmailContentEditableText(id, 'body', '<p>Hi</p>', 'Hi')).result[0].id, id);
      const [section] = (await marketo.email.getEmailContent(id)).result;
      assert.equal(section.htmlId, 'body');
      assert.deepEqual(section.value.map(({ type, value }) => [type, value]), [['HTML', '<p>Hi</p>'], ['Text', 'Hi']]);
      assert.equal((await marketo.email.approveEmail(id)).result[0].id, id);
    });

    test('getEmails pages through them', async () => {
      const { result } = await marketo.email.getEmails({ maxReturn: 200 });
      assert.ok(result.some((email) => email.id === id && email.status === 'approved'));
      assert.deepEqual((await marketo.email.getEmails({ offset: 100000 })).warnings, nothing);
    });
  });

  describe('landing pages', () => {
    let template;
    let id;

    before(async () => {
      template = (await post('landingPageTemplates', { name: `Page Template ${run}`, folder: JSON.stringify({ id: 24, type: 'Folder' }), templateType: 'freeForm' })).id;
      await post(`landingPageTemplate/${template}/content`, { content: '<html><body><div id="mktoContent"></div></body></html>' });
      await post(`landingPageTemplate/${template}/approveDraft`, {});
      id = (await post('landingPages', { name: `Page ${run}`, folder: JSON.stringify({ id: 23, type: 'Folder' }), template, title: 'Hello' })).id;
    });

    after(async () => {
      for (const path of [`landingPage/${id}/delete`, `landingPageTemplate/${template}/unapprove`, `landingPageTemplate/${template}/delete`]) await post(path, {});
    });

    test('getLandingPages pages through them, by folder and status', async () => {
      const folder = JSON.stringify({ id: 23, type: 'Folder' });
      const page = (await marketo.landingPage.getLandingPages({ folder, status: 'draft', maxReturn: 200 })).result.find((found) => found.id === id);
      assert.deepEqual([page.name, page.title, page.template, page.status], [`Page ${run}`, 'Hello', template, 'draft']);
      assert.ok(page.URL.endsWith(`/Page-${run}.html`));
      assert.equal((await marketo.landingPage.getLandingPages({ maxReturn: 1 })).result.length, 1);
      assert.deepEqual((await marketo.landingPage.getLandingPages({ offset: 100000 })).warnings, nothing);
    });
  });

  describe('smart campaigns', () => {
    test('getSmartCampaigns', async () => {
      const { result } = await marketo.campaign.getSmartCampaigns({ maxReturn: 200 });
      assert.deepEqual(result.filter(({ id }) => id <= 1003).map(({ id, name }) => [id, name]), [[1001, 'Welcome'], [1002, 'Weekly Run'], [1003, 'Not Active']]);
      assert.deepEqual((await marketo.campaign.getSmartCampaigns({ offset: 100000 })).warnings, nothing);
    });
  });

  describe('smart lists', () => {
    test('find', async () => {
      assert.ok((await marketo.smartList.find({ maxReturn: 200 })).result.some(({ id }) => id === 1001));
    });

    test('byId', async () => {
      assert.equal((await marketo.smartList.byId(1001)).result[0].name, 'Directors');
      assert.deepEqual((await marketo.smartList.byId(999999)).warnings, nothing);
    });
  });
});
