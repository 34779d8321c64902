export { Filter } from '../user/Filter';
