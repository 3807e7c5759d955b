import ui from 'luci/ui';

/** Shows LuCI's notice on top of the page, and gives it the role that LuCI leaves out: a screen reader then tells it, once. */
export function notify(text: string, level: 'info' | 'notice' | 'warning'): void {
	ui.addNotification(null, [E('p', [text])], level).setAttribute('role', 'alert');
}
