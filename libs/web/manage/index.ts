export { ManageModule } from './manage.module.js';
