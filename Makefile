# For people: each target is the npm script of that name. The recipe of the OpenWrt package is openwrt/luci-app-nft-offload/Makefile.

.PHONY: build check start test package deploy

build check start test package: node_modules
	npm run $@

# make deploy TO=root@192.168.1.1
deploy: node_modules
	npm run deploy -- $(TO)

node_modules: package-lock.json
	npm ci
	touch $@
