// The start of the bundled editor: configured by the server, never by hand.
import CMS from "@sveltia/cms";

const setup = await window.bansacSetup;
await CMS.init({ config: setup.config });
