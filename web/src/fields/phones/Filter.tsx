export { TextFilter as Filter } from '../shared/filters';
