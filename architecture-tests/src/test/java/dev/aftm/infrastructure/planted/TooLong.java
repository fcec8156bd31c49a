package dev.aftm.infrastructure.planted;

/** Planted: more than two screens. */
public final class TooLong {

    int line0() {
        return 0;
    }

    int line1() {
        return 1;
    }

    int line2() {
        return 2;
    }

    int line3() {
        return 3;
    }

    int line4() {
        return 4;
    }

    int line5() {
        return 5;
    }

    int line6() {
        return 6;
    }

    int line7() {
        return 7;
    }

    int line8() {
        return 8;
    }

    int line9() {
        return 9;
    }

    int line10() {
        return 10;
    }

    int line11() {
        return 11;
    }

    int line12() {
        return 12;
    }

    int line13() {
        return 13;
    }

    int line14() {
        return 14;
    }

    int line15() {
        return 15;
    }

    int line16() {
        return 16;
    }

    int line17() {
        return 17;
    }

    int line18() {
        return 18;
    }

    int line19() {
        return 19;
    }

    int line20() {
        return 20;
    }

    int line21() {
        return 21;
    }

    int line22() {
        return 22;
    }

    int line23() {
        return 23;
    }

    int line24() {
        return 24;
    }

    int line25() {
        return 25;
    }

    int line26() {
        return 26;
    }

    int line27() {
        return 27;
    }

    int line28() {
        return 28;
    }

    int line29() {
        return 29;
    }

    int line30() {
        return 30;
    }

    int line31() {
        return 31;
    }

    int line32() {
        return 32;
    }

    int line33() {
        return 33;
    }

    int line34() {
        return 34;
    }

    int line35() {
        return 35;
    }

    int line36() {
        return 36;
    }

    int line37() {
        return 37;
    }

    int line38() {
        return 38;
    }

    int line39() {
        return 39;
    }

    int line40() {
        return 40;
    }

    int line41() {
        return 41;
    }

    int line42() {
        return 42;
    }

    int line43() {
        return 43;
    }

    int line44() {
        return 44;
    }

    int line45() {
        return 45;
    }

    int line46() {
        return 46;
    }

    int line47() {
        return 47;
    }

    int line48() {
        return 48;
    }

    int line49() {
        return 49;
    }

    int line50() {
        return 50;
    }

    int line51() {
        return 51;
    }

    int line52() {
        return 52;
    }

    int line53() {
        return 53;
    }

    int line54() {
        return 54;
    }

    int line55() {
        return 55;
    }

    int line56() {
        return 56;
    }

    int line57() {
        return 57;
    }

    int line58() {
        return 58;
    }

    int line59() {
        return 59;
    }

    int line60() {
        return 60;
    }

    int line61() {
        return 61;
    }

    int line62() {
        return 62;
    }

    int line63() {
        return 63;
    }

    int line64() {
        return 64;
    }

    int line65() {
        return 65;
    }

    int line66() {
        return 66;
    }

    int line67() {
        return 67;
    }

    int line68() {
        return 68;
    }

    int line69() {
        return 69;
    }

    int line70() {
        return 70;
    }

    int line71() {
        return 71;
    }

    int line72() {
        return 72;
    }

    int line73() {
        return 73;
    }

    int line74() {
        return 74;
    }

    int line75() {
        return 75;
    }

    int line76() {
        return 76;
    }

    int line77() {
        return 77;
    }

    int line78() {
        return 78;
    }

    int line79() {
        return 79;
    }

    int line80() {
        return 80;
    }

    int line81() {
        return 81;
    }

    int line82() {
        return 82;
    }

    int line83() {
        return 83;
    }

    int line84() {
        return 84;
    }

    int line85() {
        return 85;
    }

    int line86() {
        return 86;
    }

    int line87() {
        return 87;
    }

    int line88() {
        return 88;
    }

    int line89() {
        return 89;
    }

    int line90() {
        return 90;
    }

    int line91() {
        return 91;
    }

    int line92() {
        return 92;
    }

    int line93() {
        return 93;
    }

    int line94() {
        return 94;
    }

    int line95() {
        return 95;
    }

    int line96() {
        return 96;
    }

    int line97() {
        return 97;
    }

    int line98() {
        return 98;
    }

    int line99() {
        return 99;
    }
}
