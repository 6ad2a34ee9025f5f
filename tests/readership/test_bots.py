"""Crawlers are told from readers by what they say of themselves.

The crawlers are a cross-section of two public lists, one for each manner of naming itself: monperrus/crawler-user-agents (MIT) and
the COUNTER project's robots list.
"""

import pytest

from byline.readership.bots import is_bot

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
CRAWLERS = f"""\
Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)
Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) {WEBKIT} Chrome/141.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)
Mozilla/5.0 {WEBKIT} (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/116.0.1938.76 Safari/537.36
Mozilla/5.0 {WEBKIT}; compatible; GPTBot/1.2; +https://openai.com/gptbot
Mozilla/5.0 {WEBKIT}; compatible; ChatGPT-User/1.0; +https://openai.com/bot
Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {WEBKIT} Chrome/132.0.0.0 Safari/537.36; Manus-User/1.0
Mozilla/5.0 (X11; Linux x86_64) {WEBKIT} HeadlessChrome/120.0.0.0 Safari/537.36
Mozilla/5.0 (X11; Linux x86_64) {WEBKIT} Chrome/138.0.7204.168 Safari/537.36 DatadogSynthetics
Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/120.0.0.0 Safari/537.36 Playwright/1.40.0
Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:94.0) Gecko/20100101 Firefox/94.0 PTST/211202.211915
Mozilla/5.0 (X11; Linux x86_64) {WEBKIT} Chrome/117.0.0.0 Safari/537.36 GTmetrix
Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/600.2.5 (KHTML, like Gecko) Version/8.0.2 Safari/600.2.5 (Applebot/0.1)
Mozilla/5.0 (iPhone; CPU iPhone OS 11_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Hotjar Version/11.0 Mobile/15E148 Safari/604.1
Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)
Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)
Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)
Mozilla/5.0 (compatible; MJ12bot/v1.4.8; http://mj12bot.com/)
Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)
Mozilla/5.0 (compatible; archive.org_bot +http://archive.org/details/archive.org_bot)
Mozilla/5.0 (compatible; Dataprovider.com)
Mozilla/5.0 (X11; Linux x86_64) {WEBKIT} Chrome/126.0.6478.182 Safari/537.36 PlayStore-Google
Mozilla/5.0 (Macintosh; Intel Mac OS X 10_14_6) {WEBKIT} Chrome/97.0.4692.71 Safari/537.36 (ThousandEyes Agent)
facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)
Twitterbot/1.0
Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)
WhatsApp/2.23.20.0
TelegramBot (like TwitterBot)
LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)
Feedly/1.0 (+http://www.feedly.com/fetcher.html; like FeedFetcher-Google)
NewsBlur Feed Fetcher - 12 subscribers
Miniflux/2.0.43
http.rb/5.1.1 (Mastodon/4.2.1; +https://mastodon.example/)
curl/8.5.0
Wget/1.21.4
python-requests/2.31.0
Python-urllib/3.11
Go-http-client/2.0
Java/17.0.2
Apache-HttpClient/4.5.13 (Java/11.0.20)
okhttp/4.12.0
axios/1.6.2
node-fetch/1.0
PostmanRuntime/7.36.0
libwww-perl/6.67
Ruby
W3C_Validator/1.3
Nagios check_http
Pingdom.com_bot_version_1.4_(http://www.pingdom.com/)
UptimeRobot/2.0
Scrapy/2.11.0 (+https://scrapy.org)
HTTrack 3.0
Zotero/5.0
EndNote
Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1)
Buck/2.4.2
Mozilla
""".splitlines()
READERS = f"""\
Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/142.0.0.0 Safari/537.36
Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0
Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/142.0.0.0 Safari/537.36 OPR/124.0.0.0
Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/136.0.0.0 YaBrowser/25.6.0.0 Safari/537.36
Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0
Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko
Mozilla/5.0 (compatible; MSIE 10.0; Windows NT 6.2; Trident/6.0)
Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15
Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:145.0) Gecko/20100101 Firefox/145.0
Mozilla/5.0 (X11; Linux x86_64) {WEBKIT} Chrome/142.0.0.0 Safari/537.36 Vivaldi/7.6
Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0
Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15 Epiphany/605.1.15
Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {WEBKIT} Chrome/142.0.0.0 Safari/537.36
Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1
Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0.7444.77 Mobile/15E148 Safari/604.1
Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/145.0 Mobile/15E148 Safari/605.1.15
Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) GSA/392.0.0 Mobile/15E148 Safari/604.1
Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22G86 [FBAN/FBIOS;FBAV/530.0.0;FBBV/1;FBDV/iPhone14,5;FBMD/iPhone;FBSN/iOS;FBSV/18.6;FBSS/3;FBID/phone;FBLC/en_US;FBOP/5]
Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 400.0.0.1 (iPhone14,5; iOS 18_6; en_US; en; scale=3.00; 1170x2532; 1)
Mozilla/5.0 (iPad; CPU OS 17_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.7 Mobile/15E148 Safari/604.1 Ddg/17.7
Mozilla/5.0 (Linux; Android 10; K) {WEBKIT} Chrome/142.0.0.0 Mobile Safari/537.36
Mozilla/5.0 (Linux; Android 10; K) {WEBKIT} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36
Mozilla/5.0 (Linux; Android 10; K) {WEBKIT} Chrome/142.0.0.0 Mobile Safari/537.36 EdgA/142.0.0.0
Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0
Mozilla/5.0 (Linux; Android 11; CUBOT X50 Build/RP1A.200720.011) {WEBKIT} Chrome/120.0.0.0 Mobile Safari/537.36
Mozilla/5.0 (Linux; Android 9; CUBOT_P30) {WEBKIT} Chrome/110.0.0.0 Mobile Safari/537.36
Mozilla/5.0 (Linux; U; Android 12; en-US; RMX3231 Build/SP1A) {WEBKIT} Version/4.0 Chrome/123.0.6312.80 UCBrowser/13.7.0 Mobile Safari/537.36
Mozilla/5.0 (Linux; Android 14; SM-A155F Build/UP1A; wv) {WEBKIT} Version/4.0 Chrome/142.0.7444.102 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/535.0.0.0;]
Mozilla/5.0 (Linux; Android 15; CPH2557 Build/AP3A; wv) {WEBKIT} Version/4.0 Chrome/142.0.7444.142 Mobile Safari/537.36 Instagram 406.0.0.58 Android (35/15; 480dpi; 1080x2400; OPPO; CPH2557; OP573DL1; mt6833; en_MY; 1; IABMV/1)
Mozilla/5.0 (Linux; Android 13; 2201117TG; wv) {WEBKIT} Version/4.0 Chrome/141.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.50
Mozilla/5.0 (Linux; Android 12; ELE-L29; HMSCore 6.14) {WEBKIT} Chrome/114.0.5735.196 HuaweiBrowser/15.0.4 Mobile Safari/537.36
Mozilla/5.0 (Mobile; Nokia_8110_4G; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5
Mozilla/5.0 (SMART-TV; Linux; Tizen 7.0) {WEBKIT} SamsungBrowser/5.0 Chrome/94.0 TV Safari/537.36
Mozilla/5.0 (X11; Linux aarch64) {WEBKIT} Chrome/116.0.0.0 Safari/537.36 CrKey/1.56
Mozilla/5.0 (PlayStation 5 3.20) AppleWebKit/605.1.15 (KHTML, like Gecko)
Mozilla/5.0 (Linux; Android 4.4.3; KFTHWI Build/KTU84M) {WEBKIT} Silk/47.1.79 like Chrome/47.0.2526.80 Safari/537.36
Mozilla/5.0 (Linux; U; en-US) AppleWebKit/528.5+ (KHTML, like Gecko, Safari/528.5+) Version/4.0 Kindle/3.0 (screen 600x800; rotate)
Opera/9.80 (J2ME/MIDP; Opera Mini/4.4/191.300; U; en) Presto/2.12.423 Version/12.16
NetSurf/3.11 (Linux)
w3m/0.5.3
""".splitlines()


def test_at_least_99_in_100_crawlers_are_known() -> None:
    assert [agent for agent in CRAWLERS if not is_bot(agent)] == []


@pytest.mark.parametrize("agent", ["", "x", "<script>"])
def test_who_says_nothing_of_use_is_no_reader(agent: str) -> None:
    assert is_bot(agent) is True


def test_no_ordinary_browser_is_taken_for_a_crawler() -> None:
    assert [agent for agent in READERS if is_bot(agent)] == []
