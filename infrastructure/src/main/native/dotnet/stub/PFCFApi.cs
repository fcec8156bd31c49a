// A stub with the names, types, threads and behaviour of the broker's assembly, as far as they are known: it answers by events,
// on its own threads, with blank-padded texts in Chinese. StubExchange is the small exchange behind it.
using System;
using System.Collections.Generic;

public static class DTrade
{
    public enum SideEnum { Buy, Sell }
    public enum OrderTypeEnum { Limit, Market, MarketPrice }
    public enum TimeInForceEnum { ROD, IOC, FOK }
    public enum OpenCloseEnum { Y, N, AUTO }
    public enum DayTradeEnum { Y, N }

    /// The kinds of replacement: cancel the rest, reduce the quantity by a number, or change the price.
    public enum ReplaceTypeEnum { Cancel, Reduce, Price }

    public class OrderObject
    {
        public string ACTNO, PRODUCTID, NOTE;
        public SideEnum BS;
        public OrderTypeEnum ORDERTYPE;
        public decimal PRICE;
        public int ORDERQTY;
        public TimeInForceEnum TIMEINFORCE;
        public OpenCloseEnum OPENCLOSE;
        public DayTradeEnum DTRADE;
    }

    public class ReplaceObject
    {
        public string ACTNO, ORDERNO, NOTE;
        public ReplaceTypeEnum REPLACETYPE;
        public decimal PRICE;
        public int ORDERQTY;
    }

    public class OrderResult
    {
        public bool ISSEND;
        public string NOTE = "", SEQ = "", ERRORCODE = "", ERRORMSG = "";
    }

    public class Reply
    {
        public string brokerId, investorAcno, networkId, orderTime, orderNo, subAct, productKind, productId, BS, orderType,
            orderPrice, orderQty, NoMatchQty, matchQty, DelQty, orderCondition, openCloseFlag, dayTrade, tradedate, note,
            mdate, orderStatus, Statuscode, seq, beforeQty, afterQty, source;
    }

    public class Match
    {
        public string brokerId, investorAcno, networkId, matchTime, orderNo, subAct, productKind, productId, BS, MatchPrice,
            MatchQty, matchseq, MatchPriceFoot1, MatchPriceFoot2, note, mdate, tradedate;
    }
}

public class DTradeLib
{
    public delegate void ReplyHandler(DTrade.Reply reply);
    public delegate void MatchHandler(DTrade.Match match);
    public delegate void QueryReplyHandler(string count, string recordno, DTrade.Reply reply);
    public delegate void QueryMatchHandler(string count, string recordno, DTrade.Match match);

    public event ReplyHandler OnReply;
    public event MatchHandler OnMatch;
    public event QueryReplyHandler OnQueryReply;
    public event QueryMatchHandler OnQueryMatch;
    public event Action OnConnected;
    public event Action OnDisconnected;

    public DTrade.OrderResult Order(DTrade.OrderObject order)
    {
        return StubExchange.Order(order);
    }

    public DTrade.OrderResult ReplaceOrder(DTrade.ReplaceObject replacement)
    {
        return StubExchange.Replace(replacement);
    }

    public void QueryReply(string account)
    {
        StubExchange.QueryReply(account);
    }

    public void QueryMatch(string account)
    {
        StubExchange.QueryMatch(account);
    }

    internal void Raise(DTrade.Reply reply)
    {
        var handlers = OnReply;
        if (handlers != null) handlers(reply);
    }

    internal void Raise(DTrade.Match match)
    {
        var handlers = OnMatch;
        if (handlers != null) handlers(match);
    }

    internal void RaiseQuery(int count, int number, DTrade.Reply reply)
    {
        var handlers = OnQueryReply;
        if (handlers != null) handlers(count.ToString(), number.ToString(), reply);
    }

    internal void RaiseQuery(int count, int number, DTrade.Match match)
    {
        var handlers = OnQueryMatch;
        if (handlers != null) handlers(count.ToString(), number.ToString(), match);
    }

    internal void RaiseConnection(bool up)
    {
        var handlers = up ? OnConnected : OnDisconnected;
        if (handlers != null) handlers();
    }
}

public class DQuoteLib
{
    public delegate void TickHandler(string COMMODITYID, string InfoTime, string MatchTime, string MatchPrice,
        string MatchBuyCnt, string MatchSellCnt, string MatchQuantity, string MatchTotalQty, string MatchPriceData,
        string MatchQtyData);

    public event TickHandler OnTickDataTrade;
    public event Action OnConnected;
    public event Action OnDisconnected;

    public void RegItem(string code)
    {
        StubExchange.Register(code);
    }

    public void UnRegItem(string code)
    {
        StubExchange.Unregister(code);
    }

    internal void Raise(string code, string time, string price, string quantity, string total)
    {
        var handlers = OnTickDataTrade;
        if (handlers != null) handlers(code, time, time, price, "1", "1", quantity, total, "", "");
    }

    internal void RaiseConnection(bool up)
    {
        var handlers = up ? OnConnected : OnDisconnected;
        if (handlers != null) handlers();
    }
}

public class DAccountLib
{
    public delegate void PositionHandler(string count, string recordno, string investorAcno, string ProductId,
        string productKind, string OTQtyB, string OTQtyS, string NowOrderQtyB, string NowOrderQtyS, string NowMatchQtyB,
        string NowMatchQtyS, string TodayEnd, string NowOTQtyB, string NowOTQtyS, string RealPrice, string AvgCostB,
        string AvgCostS, string PriceDiffB, string PriceDiffS, string PricePL, string Curren, string LiquidationPL);

    public delegate void MarginHandler(string EXRATE, string LCTDAB, string LTDAB, string DWAMT, string OSPRTLOS, string PRTLOS,
        string OPTOSPRTLOS, string OPTPRTLOS, string TPREMIUM, string ORIGNFEE, string CTAXAMT, string ORDPREMIUM,
        string CTDAB, string ORDIAMT, string IAMT, string MAMT, string ORDCEXCESS, string BPREMIUM, string SPREMIUM,
        string OPTEQUITY, string INIRATE, string MATRATE, string OPTRATE, string TWDOPTEQUITY, string TWDINIRATE,
        string TWDORDEXCESS, string TMP1PRICES, string EXCERCISEPRICE, string SYSDATE, string SYSTIME, string ACCOUNTNO);

    public event PositionHandler OnPositionData;
    public event Action<string, string> OnPositionError;
    public event MarginHandler OnMarginData;
    public event Action<string, string> OnMarginError;

    public void GetPosition(string account, string product)
    {
        StubExchange.QueryPositions(account);
    }

    public void GetMargin(string account, string currency)
    {
        StubExchange.QueryMargin(account);
    }

    internal void Raise(string[] f)
    {
        var handlers = OnPositionData;
        if (handlers != null)
            handlers(f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9], f[10], f[11], f[12], f[13], f[14], f[15], f[16],
                f[17], f[18], f[19], f[20], f[21]);
    }

    internal void RaiseMargin(string balance, string open, string equity, string bound, string free, string account)
    {
        var handlers = OnMarginData;
        if (handlers != null)
            handlers("1", balance, balance, "0", "0", open, "", "", "", "0", "0", "", equity, "0", bound, bound, free, "", "",
                equity, "", "", "", equity, "", free, "", "", "20210726", "084500", account);
    }

    internal void RaisePositionError(string code, string text)
    {
        var handlers = OnPositionError;
        if (handlers != null) handlers(code, text);
    }

    internal void RaiseMarginError(string code, string text)
    {
        var handlers = OnMarginError;
        if (handlers != null) handlers(code, text);
    }
}

public class FutureData
{
    public string COMMODITYID, desc, month, Class, Premium, MaxPrice, MinPrice;
}

public class PFCFAPI
{
    public readonly DTradeLib DTradeLib = new DTradeLib();
    public readonly DQuoteLib DQuoteLib = new DQuoteLib();
    public readonly DAccountLib DAccountLib = new DAccountLib();

    public event Action<string> PFCloginStatus;
    public event Action<string> PFCErrorData;

    public List<string> UserOrderSet = new List<string>();

    public void PFCLogin(string user, string password, string ip)
    {
        StubExchange.Login(this, password);
    }

    public void PFCLogout()
    {
        StubExchange.Logout();
    }

    public List<FutureData> PFCGetFutureData(string code)
    {
        return StubExchange.Futures();
    }

    internal void RaiseLogin(string text)
    {
        var handlers = PFCloginStatus;
        if (handlers != null) handlers(text);
    }

    internal void RaiseError(string text)
    {
        var handlers = PFCErrorData;
        if (handlers != null) handlers(text);
    }
}
