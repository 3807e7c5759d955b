# For people: each target is the npm script of that name. The recipe of the OpenWrt package is openwrt/luci-app-nft-offload/Makefile.

.PHONY: build check start test package

build check start test package: node_modules
	npm run $@

node_modules: package-lock.json
	npm ci
	touch $@
