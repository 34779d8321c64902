/** What was last seen, kept in the browser: the answers of the queries, each under its hash. */
export type Kept = { hash: string; key: readonly unknown[]; data: unknown; at: number };

const DATABASE = 'kith';
const STORE = 'answers';
/** The most that is kept; the oldest go first. */
const MOST = 250;

function request<T>(asked: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

let opened: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(DATABASE, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: 'hash' });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opened;
}

async function store(mode: IDBTransactionMode): Promise<IDBObjectStore> {
  return (await open()).transaction(STORE, mode).objectStore(STORE);
}

/** Storage may be full or switched off: then there is nothing to show without a network, and nothing else is lost. */
async function quietly<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work();
  } catch {
    return otherwise;
  }
}

export const answers = {
  /** Opens the place beforehand, so that what is put there as the page closes comes in time. */
  ready: () => quietly(async () => void (await open()), undefined),
  all: () => quietly(async () => request<Kept[]>((await store('readonly')).getAll()), []),
  put: (list: readonly Kept[]) =>
    quietly(async () => {
      const place = await store('readwrite');
      for (const one of list) place.put(one);
      // A page that is being closed does not wait for its transactions to end by themselves.
      place.transaction.commit();
    }, undefined),
  trim: () =>
    quietly(async () => {
      if ((await request((await store('readonly')).count())) <= MOST) return;
      const all = await answers.all();
      const old = all.sort((a, b) => b.at - a.at).slice(MOST);
      const place = await store('readwrite');
      for (const one of old) place.delete(one.hash);
    }, undefined),
  clear: () =>
    quietly(async () => {
      (await store('readwrite')).clear();
    }, undefined),
};
