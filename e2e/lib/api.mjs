// A small client of the HTTP API, signed in with a cookie as the browser is.

/** What `POST /setup` needs; journeys override what they try. */
export const owner = {
  name: 'Vera Lind',
  email: 'vera@kith.example',
  password: 'correct horse battery',
  language: 'en',
  currency: 'EUR',
  time_zone: 'Europe/Prague',
};

/** A client of one server; keeps the session's cookie. */
export class Api {
  constructor(url, cookie = '') {
    this.url = url;
    this.cookie = cookie;
  }

  async send(method, path, body, headers = {}) {
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        origin: this.url,
        ...(this.cookie && { cookie: this.cookie }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const cookie = answer.headers.getSetCookie().find((c) => c.startsWith('kith_session='));
    if (cookie) this.cookie = cookie.split(';')[0];
    const text = await answer.text();
    const json = /json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : text;
    return { status: answer.status, headers: answer.headers, body: json };
  }

  async ok(method, path, body) {
    const answer = await this.send(method, path, body);
    if (answer.status >= 300) {
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  }

  get(path) {
    return this.ok('GET', path);
  }

  post(path, body = {}) {
    return this.ok('POST', path, body);
  }

  patch(path, body) {
    return this.ok('PATCH', path, body);
  }

  /** Creates a record and answers it. */
  create(object, fields) {
    return this.post(`/records/${object}`, { fields });
  }

  /** The first administrator, signed in. */
  async setup(over = {}) {
    const session = await this.post('/setup', { ...owner, ...over });
    if (!this.cookie) await this.signIn(over);
    return session;
  }

  signIn(over = {}) {
    const { email, password } = { ...owner, ...over };
    return this.post('/session', { email, password });
  }
}
