/** One POST of the page: what it was sent to and its text. */
export interface Post {
	url: string;
	body: string;
}

/** Every POST while `action` goes on, in their order. LuCI sends by XMLHttpRequest, the small runtime by fetch. */
export async function postsDuring(action: () => Promise<unknown>): Promise<Post[]> {
	const posts: Post[] = [];
	const { open, send } = XMLHttpRequest.prototype;
	const urls = new WeakMap<XMLHttpRequest, string>();
	const fetchBefore = window.fetch;
	XMLHttpRequest.prototype.open = function (this: XMLHttpRequest, ...args: unknown[]) {
		urls.set(this, String(args[1]));
		return Reflect.apply(open, this, args);
	};
	XMLHttpRequest.prototype.send = function (body) {
		if (typeof body === 'string') posts.push({ url: urls.get(this) ?? '', body });
		return send.call(this, body);
	};
	window.fetch = (input, init) => {
		if (typeof init?.body === 'string') posts.push({ url: String(input), body: init.body });
		return fetchBefore(input, init);
	};
	try {
		await action();
	} finally {
		Object.assign(XMLHttpRequest.prototype, { open, send });
		window.fetch = fetchBefore;
	}
	return posts;
}

/** The calls of a POST to /ubus as 'object method', in their order. */
export function callsOf({ body }: Post): string[] {
	return [JSON.parse(body)].flat().map(({ params }) => `${params[1]} ${params[2]}`);
}
