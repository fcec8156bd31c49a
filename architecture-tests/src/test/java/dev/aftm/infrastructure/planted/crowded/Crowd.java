package dev.aftm.infrastructure.planted.crowded;

/** Planted: the first of twenty-one classes in one package. */
final class Crowd {}

final class Crowd02 {}

final class Crowd03 {}

final class Crowd04 {}

final class Crowd05 {}

final class Crowd06 {}

final class Crowd07 {}

final class Crowd08 {}

final class Crowd09 {}

final class Crowd10 {}

final class Crowd11 {}

final class Crowd12 {}

final class Crowd13 {}

final class Crowd14 {}

final class Crowd15 {}

final class Crowd16 {}

final class Crowd17 {}

final class Crowd18 {}

final class Crowd19 {}

final class Crowd20 {}

final class Crowd21 {}
