'use strict';

/**
 * Keeps the few largest of many entries, each as the bytes or the line that it was read from: nothing of the others is
 * parsed or kept. `floor`: a rank that is not above it no longer counts.
 *
 * @typedef {object} Ranking
 * @property {number} limit
 * @property {number} floor
 * @property {Candidate[]} candidates
 * @property {number} seen
 * @property {number} odd  messages that should be entries and are not; not among those seen
 * @property {number} matching
 */
/** @typedef {{ rank: number, data: string }} Candidate */

/** Rank of an entry whose bytes nobody counted: behind those that have carried none. */
const UNCOUNTED = -1;
/** Multiple of the limit that is kept before the smaller ones are dropped: sorting them all at once costs less. */
const SLACK = 2;

/**
 * @param {number} limit
 * @returns {Ranking}
 */
function new_ranking(limit) {
	return { limit, floor: UNCOUNTED - 1, candidates: [], seen: 0, odd: 0, matching: 0 };
}

/**
 * Throws away all but the `limit` largest. Of equal ones at the border those that came first stay.
 *
 * @param {Ranking} ranking
 */
function prune(ranking) {
	const ranks = sort(map(ranking.candidates, (candidate) => candidate.rank));
	const floor = ranks[length(ranks) - ranking.limit];
	let room = ranking.limit;
	for (let rank in ranks) {
		if (rank > floor) room--;
	}
	/** @type {Candidate[]} */
	const kept = [];
	for (let candidate in ranking.candidates) {
		if (candidate.rank > floor || (candidate.rank == floor && room-- > 0)) push(kept, candidate);
	}
	ranking.candidates = kept;
	ranking.floor = floor;
}

/**
 * Adds an entry whose rank is above the floor.
 *
 * @param {Ranking} ranking
 * @param {number} rank
 * @param {string} data
 */
function offer(ranking, rank, data) {
	push(ranking.candidates, { rank, data });
	if (length(ranking.candidates) >= ranking.limit * SLACK) prune(ranking);
}

/**
 * @param {Ranking} ranking
 * @returns {string[]} the data of the largest, largest first
 */
function winners(ranking) {
	if (length(ranking.candidates) > ranking.limit) prune(ranking);
	const ordered = sort(ranking.candidates, (a, b) => b.rank - a.rank);
	return map(ordered, (candidate) => candidate.data);
}

export { UNCOUNTED, new_ranking, offer, winners };
