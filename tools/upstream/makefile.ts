import type { Recipe } from '../package/recipe.ts';

/** The recipe of the same package for openwrt/luci, whose luci.mk does the work of ours. `maintainer` is `Name <address>`. */
export function lucimkRecipe(recipe: Recipe, maintainer: string): string {
	const name = recipe.get('PKG_NAME') ?? '';
	const { TITLE = '', DEPENDS = '' } = recipe.fields(name);
	const value = (variable: string) => `${variable}:=${recipe.get(variable) ?? ''}`;
	return `# SPDX-License-Identifier: ${recipe.get('PKG_LICENSE')}

include $(TOPDIR)/rules.mk

LUCI_TITLE:=${TITLE}
LUCI_DESCRIPTION:=${recipe.get(`Package/${name}/description`)?.trim()}
LUCI_DEPENDS:=${DEPENDS.replace(/ (?=\+ucode-mod-fs)/, ' \\\n\t')}

${value('PKG_VERSION')}
${value('PKG_RELEASE')}
${value('PKG_LICENSE')}
PKG_MAINTAINER:=${maintainer}

# The include that loads exceptions goes with its script, and a reload of the
# firewall ends what it has loaded.
define Package/${name}/postrm
#!/bin/sh
${removal(recipe, name)}
exit 0
endef

include ../../luci.mk

# call BuildPackage - OpenWrt buildroot signature
`;
}

/** What our own removal does, without the steps that are luci.mk's business; in make's spelling. */
function removal(recipe: Recipe, name: string): string {
	const script = recipe.get(`Package/${name}/postrm`) ?? '';
	const refresh = recipe.get('Refresh') ?? '';
	const own = /^\[.*\{\n(.*)\n\}$/ms.exec(script.replace(`${refresh}\n`, ''))?.[0];
	if (own === undefined) throw new Error('the recipe has another form of postrm now');
	return own.replaceAll('$', '$$$$');
}
