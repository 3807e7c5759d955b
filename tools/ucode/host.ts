/**
 * What a ucode program can reach outside itself when Node runs it: files, commands, netlink, clocks.
 * `realHost` (real-host.ts) is this machine; the emulated router and the tests pass one of their own.
 * All texts are bytes in ucode, so contents cross this interface as Uint8Array.
 */

/** Thrown for a failing file or socket operation; `code` is the errno's name, as ucode's `fs.error()` words it. */
export class HostError extends Error {
	constructor(
		/** 'ENOENT', 'EACCES', 'EPERM', 'EIO', 'ENOBUFS', ... */
		readonly code: string,
		message?: string
	) {
		super(message ?? code);
	}
}

export interface FileInfo {
	type: 'file' | 'directory' | 'link' | 'char' | 'block' | 'fifo' | 'socket';
	/** Permission bits, such as 0o644. */
	mode: number;
	size: number;
}

/** What a finished command left: `code` is its exit status, or minus the signal's number. */
export interface CommandResult {
	code: number;
	stdout: Uint8Array;
}

export interface Host {
	/** The content of a file; `limit` bytes of it are enough, and more of a device such as /dev/urandom never end. Throws HostError. */
	readFile(path: string, limit?: number): Uint8Array;
	/** Puts a file there, whatever was there before. Throws HostError. Hosts without this are read-only. */
	writeFile?(path: string, content: Uint8Array): void;
	/** Takes a file away. Throws HostError. */
	removeFile?(path: string): void;
	/** Moves a file onto another one. Throws HostError. Without it, the file is written and taken away. */
	renameFile?(from: string, to: string): void;
	/** Throws HostError ('EEXIST'). Without these two, a folder is there as long as it has files. */
	makeFolder?(path: string): void;
	/** Throws HostError ('ENOTEMPTY'). */
	removeFolder?(path: string): void;
	/** Sets the permission bits of a file. Throws HostError. Hosts without this keep none. */
	changeMode?(path: string, mode: number): void;
	/** Names in a folder, without '.' and '..'. Throws HostError. */
	listFolder(path: string): string[];
	/** Throws HostError ('ENOENT' where nothing is). Follows links. */
	fileInfo(path: string): FileInfo;
	/**
	 * Runs a command line with /bin/sh and waits for it, as popen does. `script` is what the command line reads from
	 * /proc/self/fd/N, where it does: what the program wrote into a file without a name.
	 */
	run(command: string, script?: Uint8Array): CommandResult;
	/**
	 * Takes the lock of a file, for as long as the program runs, and gives what frees it; null where another process holds it.
	 * Throws HostError where the file cannot be opened. Hosts without this know no other processes.
	 */
	lockFile?(path: string): (() => void) | null;
	/**
	 * Sends one netlink request and returns the datagrams that answer it, the last one holding NLMSG_DONE or NLMSG_ERROR.
	 * `protocol` is NETLINK_NETFILTER (12). Throws HostError where the socket cannot be made ('EPROTONOSUPPORT', 'EPERM')
	 * or where reading fails ('ENOBUFS').
	 */
	netlink(protocol: number, request: Uint8Array): Uint8Array[];
	/**
	 * Calls a method on the ubus and gives its reply, null where it has none. Throws HostError: 'ENOENT' where there is no
	 * such object, 'EACCES', 'ETIMEDOUT'. Hosts without this have no ubus.
	 */
	ubus?(object: string, method: string, args: object): unknown;
	/** CLOCK_MONOTONIC (true) or CLOCK_REALTIME (false) as [seconds, nanoseconds]. */
	clock(monotonic: boolean): [number, number];
	/** Lets that many milliseconds pass. Hosts without this do not wait. */
	sleep?(milliseconds: number): void;
	/** Whether what was printed has a reader; hosts without this have one. */
	flush?(): boolean;
	/** As in OpenWrt 24.10, where flush() gives null for success and true for failure. */
	readonly flushInverted?: boolean;
	/** What a signal does from now on, such as 'INT'; without it none ever comes. */
	signal?(name: string, handler: () => void): void;
	/** Byte order of the router's CPU. */
	readonly littleEndian: boolean;
}
