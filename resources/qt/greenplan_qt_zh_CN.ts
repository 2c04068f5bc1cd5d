<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- Words that qtbase_zh_CN leaves in English, or says with English words in them. Compile with
     .venv/bin/pyside6-lrelease resources/qt/greenplan_qt_zh_CN.ts -->
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>QAbstractFileIconProvider</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>File Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Drive</source>
        <translation>驱动器</translation>
    </message>
    <message>
        <source>Alias</source>
        <translation>别名</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>快捷方式</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
</context>
<context>
    <name>QAccessibleColorWellItem</name>
    <message>
        <source>RGB %1, %2, %3</source>
        <translation>红 %1，绿 %2，蓝 %3</translation>
    </message>
</context>
<context>
    <name>QColorDialog</name>
    <message>
        <source>&amp;HTML:</source>
        <translation>颜色代码(&amp;H)：</translation>
    </message>
    <message>
        <source>Pick Screen Color</source>
        <translation>拾取屏幕颜色</translation>
    </message>
    <message>
        <source>Cursor at %1, %2
Press ESC to cancel</source>
        <translation>光标位于 %1, %2
按取消键（Esc）退出</translation>
    </message>
    <message>
        <source>Cursor at %1, %2, color: %3
Press ESC to cancel</source>
        <translation>光标位于 %1, %2，颜色：%3
按取消键（Esc）退出</translation>
    </message>
</context>
<context>
    <name>QCupsJobWidget</name>
    <message>
        <source>&amp;End:</source>
        <translation>结束(&amp;E)：</translation>
    </message>
    <message>
        <source>&amp;Billing information:</source>
        <translation>账单信息(&amp;B)：</translation>
    </message>
    <message>
        <source>Job &amp;priority:</source>
        <translation>任务优先级(&amp;P)：</translation>
    </message>
    <message>
        <source>&amp;Start:</source>
        <translation>开始(&amp;S)：</translation>
    </message>
    <message>
        <source>Scheduled &amp;printing:</source>
        <translation>计划打印(&amp;P)：</translation>
    </message>
</context>
<context>
    <name>QDateTimeEdit</name>
    <message>
        <source>AM</source>
        <translation>上午</translation>
    </message>
    <message>
        <source>PM</source>
        <translation>下午</translation>
    </message>
    <message>
        <source>am</source>
        <translation>上午</translation>
    </message>
    <message>
        <source>pm</source>
        <translation>下午</translation>
    </message>
</context>
<context>
    <name>QDateTimeParser</name>
    <message>
        <source>AM</source>
        <translation>上午</translation>
    </message>
    <message>
        <source>PM</source>
        <translation>下午</translation>
    </message>
    <message>
        <source>am</source>
        <translation>上午</translation>
    </message>
    <message>
        <source>pm</source>
        <translation>下午</translation>
    </message>
</context>
<context>
    <name>QDialogButtonBox</name>
    <message>
        <source>&amp;OK</source>
        <translation>确定(&amp;O)</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>&amp;No</source>
        <translation>否(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Yes</source>
        <translation>是(&amp;Y)</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Abort</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Restore Defaults</source>
        <translation>恢复默认值</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>Close without Saving</source>
        <translation>不保存就关闭</translation>
    </message>
    <message>
        <source>Don't Save</source>
        <translation>不保存</translation>
    </message>
    <message>
        <source>N&amp;o to All</source>
        <translation>全否(&amp;O)</translation>
    </message>
    <message>
        <source>Yes to &amp;All</source>
        <translation>全是(&amp;A)</translation>
    </message>
    <message>
        <source>Save All</source>
        <translation>全部保存</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
</context>
<context>
    <name>QErrorMessage</name>
    <message>
        <source>An error occurred</source>
        <translation>出错了</translation>
    </message>
</context>
<context>
    <name>QFile</name>
    <message>
        <source>Cannot open for output</source>
        <translation>无法打开文件进行写入</translation>
    </message>
    <message>
        <source>Cannot open for output: %1</source>
        <translation>无法打开文件进行写入：%1</translation>
    </message>
    <message>
        <source>Failure to write block: %1</source>
        <translation>写入数据失败：%1</translation>
    </message>
    <message>
        <source>Failure to write block</source>
        <translation>写入数据失败</translation>
    </message>
    <message>
        <source>Cannot remove source file: %1</source>
        <translation>无法删除源文件：%1</translation>
    </message>
    <message>
        <source>Could not copy to %1: %2</source>
        <translation>无法复制到 %1：%2</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>查找范围(&amp;I)：</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>文件类型(&amp;T)：</translation>
    </message>
    <message>
        <source>Alias</source>
        <comment>Mac OS X Finder</comment>
        <translation>别名</translation>
    </message>
</context>
<context>
    <name>QFileSystemModel</name>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>%1 byte(s)</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>%1 KB</source>
        <translation>%1 千字节</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 兆字节</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 吉字节</translation>
    </message>
    <message>
        <source>%1 TB</source>
        <translation>%1 太字节</translation>
    </message>
</context>
<context>
    <name>QFontDatabase</name>
    <message>
        <source>Bold</source>
        <translation>粗体</translation>
    </message>
    <message>
        <source>Demi</source>
        <translation>次</translation>
    </message>
    <message>
        <source>Thin</source>
        <translation>淡体</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>浓体</translation>
    </message>
    <message>
        <source>Extra</source>
        <translation>特</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>细体</translation>
    </message>
    <message>
        <source>Extra Light</source>
        <translation>特细</translation>
    </message>
    <message>
        <source>Demi Bold</source>
        <translation>次粗</translation>
    </message>
    <message>
        <source>Italic</source>
        <translation>斜体</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>适中</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>标准</translation>
    </message>
    <message>
        <source>Oblique</source>
        <translation>伪斜体</translation>
    </message>
    <message>
        <source>Extra Bold</source>
        <translation>特粗</translation>
    </message>
    <message>
        <source>Normal</source>
        <comment>The Normal or Regular font weight</comment>
        <translation>标准</translation>
    </message>
</context>
<context>
    <name>QLineEdit</name>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
</context>
<context>
    <name>QMessageBox</name>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>&lt;p&gt;Qt is a C++ toolkit for cross-platform application development.&lt;/p&gt;&lt;p&gt;Qt provides single-source portability across all major desktop operating systems. It is also available for embedded Linux and other embedded and mobile operating systems.&lt;/p&gt;&lt;p&gt;Qt is available under multiple licensing options designed to accommodate the needs of our various users.&lt;/p&gt;&lt;p&gt;Qt licensed under our commercial license agreement is appropriate for development of proprietary/commercial software where you do not want to share any source code with third parties or otherwise cannot comply with the terms of GNU (L)GPL.&lt;/p&gt;&lt;p&gt;Qt licensed under GNU (L)GPL is appropriate for the development of Qt&amp;nbsp;applications provided you can comply with the terms and conditions of the respective licenses.&lt;/p&gt;&lt;p&gt;Please see &lt;a href="https://%2/"&gt;%2&lt;/a&gt; for an overview of Qt licensing.&lt;/p&gt;&lt;p&gt;Copyright (C) The Qt Company Ltd. and other contributors.&lt;/p&gt;&lt;p&gt;Qt and the Qt logo are trademarks of The Qt Company Ltd.&lt;/p&gt;&lt;p&gt;Qt is The Qt Company Ltd. product developed as an open source project. See &lt;a href="https://%3/"&gt;%3&lt;/a&gt; for more information.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Qt 是一套跨平台的应用程序开发工具，本程序按 GNU LGPL 第 3 版的条款使用它。&lt;/p&gt;&lt;p&gt;许可的详情见 &lt;a href="https://%2/"&gt;%2&lt;/a&gt;，产品的详情见 &lt;a href="https://%3/"&gt;%3&lt;/a&gt;。&lt;/p&gt;</translation>
    </message>
</context>
<context>
    <name>QPPDOptionsModel</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
</context>
<context>
    <name>QPageSetupWidget</name>
    <message>
        <source>Pages &amp;per sheet:</source>
        <translation>每张页数(&amp;P)：</translation>
    </message>
    <message>
        <source>Page &amp;order:</source>
        <translation>页面顺序(&amp;O)：</translation>
    </message>
    <message>
        <source>mm</source>
        <translation> 毫米</translation>
    </message>
    <message>
        <source>pt</source>
        <translation> 点</translation>
    </message>
    <message>
        <source>in</source>
        <translation> 英寸</translation>
    </message>
    <message>
        <source>DD</source>
        <translation> 迪多</translation>
    </message>
    <message>
        <source>CC</source>
        <translation> 西塞罗</translation>
    </message>
    <message>
        <source>P̸</source>
        <translation> 派卡</translation>
    </message>
    <message>
        <source>Millimeters (mm)</source>
        <translation>毫米</translation>
    </message>
    <message>
        <source>Inches (in)</source>
        <translation>英寸</translation>
    </message>
    <message>
        <source>Points (pt)</source>
        <translation>点</translation>
    </message>
    <message>
        <source>Pica (P̸)</source>
        <translation>派卡</translation>
    </message>
    <message>
        <source>Didot (DD)</source>
        <translation>迪多</translation>
    </message>
    <message>
        <source>Cicero (CC)</source>
        <translation>西塞罗</translation>
    </message>
</context>
<context>
    <name>QPageSize</name>
    <message>
        <source>Note</source>
        <translation>美国笔记</translation>
    </message>
    <message>
        <source>Letter / ANSI A</source>
        <translation>美国信纸</translation>
    </message>
    <message>
        <source>Legal</source>
        <translation>美国法律</translation>
    </message>
    <message>
        <source>Envelope Monarch</source>
        <translation>美国信封君王</translation>
    </message>
    <message>
        <source>Architect A</source>
        <translation>美国图纸 A</translation>
    </message>
    <message>
        <source>Architect B</source>
        <translation>美国图纸 B</translation>
    </message>
    <message>
        <source>Architect C</source>
        <translation>美国图纸 C</translation>
    </message>
    <message>
        <source>Architect D</source>
        <translation>美国图纸 D</translation>
    </message>
    <message>
        <source>Architect E</source>
        <translation>美国图纸 E</translation>
    </message>
    <message>
        <source>Letter Extra</source>
        <translation>美国信纸 加大</translation>
    </message>
    <message>
        <source>Letter Small</source>
        <translation>美国信纸 小号</translation>
    </message>
    <message>
        <source>Envelope US 10</source>
        <translation>美国信封 10</translation>
    </message>
    <message>
        <source>Envelope US 11</source>
        <translation>美国信封 11</translation>
    </message>
    <message>
        <source>Envelope US 12</source>
        <translation>美国信封 12</translation>
    </message>
    <message>
        <source>Envelope US 14</source>
        <translation>美国信封 14</translation>
    </message>
    <message>
        <source>Envelope C65</source>
        <translation>国际信封 C65</translation>
    </message>
    <message>
        <source>Envelope DL</source>
        <translation>国际长信封</translation>
    </message>
    <message>
        <source>Envelope B4</source>
        <translation>国际信封 B4</translation>
    </message>
    <message>
        <source>Envelope B5</source>
        <translation>国际信封 B5</translation>
    </message>
    <message>
        <source>Envelope B6</source>
        <translation>国际信封 B6</translation>
    </message>
    <message>
        <source>Envelope C0</source>
        <translation>国际信封 C0</translation>
    </message>
    <message>
        <source>Envelope C1</source>
        <translation>国际信封 C1</translation>
    </message>
    <message>
        <source>Envelope C2</source>
        <translation>国际信封 C2</translation>
    </message>
    <message>
        <source>Envelope C3</source>
        <translation>国际信封 C3</translation>
    </message>
    <message>
        <source>Envelope C4</source>
        <translation>国际信封 C4</translation>
    </message>
    <message>
        <source>Envelope C5</source>
        <translation>国际信封 C5</translation>
    </message>
    <message>
        <source>Envelope C6</source>
        <translation>国际信封 C6</translation>
    </message>
    <message>
        <source>Envelope C7</source>
        <translation>国际信封 C7</translation>
    </message>
    <message>
        <source>Executive (7.5 x 10 in)</source>
        <translation>美国行政（7.5 × 10 英寸）</translation>
    </message>
    <message>
        <source>ANSI C</source>
        <translation>美国工程 C</translation>
    </message>
    <message>
        <source>ANSI D</source>
        <translation>美国工程 D</translation>
    </message>
    <message>
        <source>ANSI E</source>
        <translation>美国工程 E</translation>
    </message>
    <message>
        <source>JIS B0</source>
        <translation>日本 B0</translation>
    </message>
    <message>
        <source>JIS B1</source>
        <translation>日本 B1</translation>
    </message>
    <message>
        <source>JIS B2</source>
        <translation>日本 B2</translation>
    </message>
    <message>
        <source>JIS B3</source>
        <translation>日本 B3</translation>
    </message>
    <message>
        <source>JIS B4</source>
        <translation>日本 B4</translation>
    </message>
    <message>
        <source>JIS B5</source>
        <translation>日本 B5</translation>
    </message>
    <message>
        <source>JIS B6</source>
        <translation>日本 B6</translation>
    </message>
    <message>
        <source>JIS B7</source>
        <translation>日本 B7</translation>
    </message>
    <message>
        <source>JIS B8</source>
        <translation>日本 B8</translation>
    </message>
    <message>
        <source>JIS B9</source>
        <translation>日本 B9</translation>
    </message>
    <message>
        <source>Quarto</source>
        <translation>美国四分</translation>
    </message>
    <message>
        <source>Executive (7.25 x 10.5 in)</source>
        <translation>美国行政（7.25 × 10.5 英寸）</translation>
    </message>
    <message>
        <source>Postcard</source>
        <translation>美国明信片</translation>
    </message>
    <message>
        <source>Tabloid / ANSI B</source>
        <translation>美国小报</translation>
    </message>
    <message>
        <source>Envelope Invite</source>
        <translation>国际信封请柬</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>美国声明</translation>
    </message>
    <message>
        <source>Fan-fold German (8.5 x 12 in)</source>
        <translation>德国连张（8.5 × 12 英寸）</translation>
    </message>
    <message>
        <source>Envelope US 9</source>
        <translation>美国信封 9</translation>
    </message>
    <message>
        <source>%1 x %2 in</source>
        <translation>%1 × %2 英寸</translation>
    </message>
    <message>
        <source>Super A</source>
        <translation>美国相纸 A</translation>
    </message>
    <message>
        <source>Super B</source>
        <translation>美国相纸 B</translation>
    </message>
    <message>
        <source>Fan-fold US (14.875 x 11 in)</source>
        <translation>美国连张（14.875 × 11 英寸）</translation>
    </message>
    <message>
        <source>Fan-fold German Legal (8.5 x 13 in)</source>
        <translation>德国连张法律（8.5 × 13 英寸）</translation>
    </message>
    <message>
        <source>Custom (%1in x %2in)</source>
        <translation>自定义（%1 × %2 英寸）</translation>
    </message>
    <message>
        <source>Custom (%1mm x %2mm)</source>
        <translation>自定义（%1 × %2 毫米）</translation>
    </message>
    <message>
        <source>Custom (%1CC x %2CC)</source>
        <translation>自定义（%1 × %2 西塞罗）</translation>
    </message>
    <message>
        <source>Custom (%1DD x %2DD)</source>
        <translation>自定义（%1 × %2 迪多）</translation>
    </message>
    <message>
        <source>Custom (%1pc x %2pc)</source>
        <translation>自定义（%1 × %2 派卡）</translation>
    </message>
    <message>
        <source>Custom (%1pt x %2pt)</source>
        <translation>自定义（%1 × %2 点）</translation>
    </message>
    <message>
        <source>Letter Plus</source>
        <translation>美国信纸 超大</translation>
    </message>
    <message>
        <source>Tabloid Extra</source>
        <translation>美国小报 加大</translation>
    </message>
    <message>
        <source>Envelope Italian</source>
        <translation>国际信封意式</translation>
    </message>
    <message>
        <source>Double Postcard</source>
        <translation>美国明信片双倍</translation>
    </message>
    <message>
        <source>Legal Extra</source>
        <translation>美国法律 加大</translation>
    </message>
    <message>
        <source>Folio (8.27 x 13 in)</source>
        <translation>欧洲对开（8.27 × 13 英寸）</translation>
    </message>
    <message>
        <source>Ledger / ANSI B</source>
        <translation>美国账簿</translation>
    </message>
    <message>
        <source>JIS B10</source>
        <translation>日本 B10</translation>
    </message>
    <message>
        <source>Envelope Personal</source>
        <translation>美国信封个人</translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
</context>
<context>
    <name>QPrintDialog</name>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>自定义</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>美国信纸</translation>
    </message>
    <message>
        <source>Legal</source>
        <translation>美国法律用纸</translation>
    </message>
    <message>
        <source>Executive</source>
        <translation>美国行政用纸</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>美国账簿</translation>
    </message>
    <message>
        <source>Tabloid</source>
        <translation>美国小报</translation>
    </message>
    <message>
        <source>Folio</source>
        <translation>欧洲对开</translation>
    </message>
    <message>
        <source>DLE</source>
        <translation>国际信封</translation>
    </message>
    <message>
        <source>Write PDF file</source>
        <translation>写入 PDF 文件</translation>
    </message>
    <message>
        <source>Print to File (PDF)</source>
        <translation>打印到文件（PDF）</translation>
    </message>
</context>
<context>
    <name>QPrintPreviewDialog</name>
    <message>
        <source>Export to PDF</source>
        <translation>导出为 PDF</translation>
    </message>
</context>
<context>
    <name>QPrintSettingsOutput</name>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Long side</source>
        <translation>长边</translation>
    </message>
    <message>
        <source>Short side</source>
        <translation>短边</translation>
    </message>
    <message>
        <source>Page &amp;Set:</source>
        <translation>页面范围(&amp;S)：</translation>
    </message>
</context>
<context>
    <name>QShortcut</name>
    <message>
        <source>Control</source>
        <translation>Ctrl</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>键盘</translation>
    </message>
    <message>
        <source>Menu PB</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Open URL</source>
        <translation>打开网址</translation>
    </message>
    <message>
        <source>System Request</source>
        <translation>系统请求</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>Ins</translation>
    </message>
    <message>
        <source>Escape</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Page Up</source>
        <translation>PgUp</translation>
    </message>
    <message>
        <source>Page Down</source>
        <translation>PgDn</translation>
    </message>
    <message>
        <source>PgDown</source>
        <translation>PgDn</translation>
    </message>
    <message>
        <source>Caps Lock</source>
        <translation>大写锁定</translation>
    </message>
    <message>
        <source>CapsLock</source>
        <translation>大写锁定</translation>
    </message>
    <message>
        <source>Num Lock</source>
        <translation>数字锁定</translation>
    </message>
    <message>
        <source>NumLock</source>
        <translation>数字锁定</translation>
    </message>
    <message>
        <source>Number Lock</source>
        <translation>数字锁定</translation>
    </message>
    <message>
        <source>Scroll Lock</source>
        <translation>滚动锁定</translation>
    </message>
    <message>
        <source>ScrollLock</source>
        <translation>滚动锁定</translation>
    </message>
    <message>
        <source>Num</source>
        <translation>小键盘</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>SysReq</source>
        <translation>系统请求</translation>
    </message>
    <message>
        <source>Backtab</source>
        <translation>Shift+Tab</translation>
    </message>
    <message>
        <source>Meta</source>
        <translation>Win</translation>
    </message>
</context>
<context>
    <name>QSpiAccessibleBridge</name>
    <message>
        <source>block quote</source>
        <translation>引文</translation>
    </message>
    <message>
        <source>switch</source>
        <translation>开关</translation>
    </message>
    <message>
        <source>window</source>
        <translation>窗口</translation>
    </message>
</context>
<context>
    <name>QStandardPaths</name>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Shared State</source>
        <translation>共享状态</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Public</source>
        <translation>公共</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>下载</translation>
    </message>
</context>
<context>
    <name>QUnicodeControlCharacterMenu</name>
    <message>
        <source>Insert Unicode control character</source>
        <translation>插入控制字符</translation>
    </message>
    <message>
        <source>LRM Left-to-right mark</source>
        <translation>从左到右标记</translation>
    </message>
    <message>
        <source>RLM Right-to-left mark</source>
        <translation>从右到左标记</translation>
    </message>
    <message>
        <source>ZWJ Zero width joiner</source>
        <translation>零宽连字</translation>
    </message>
    <message>
        <source>ZWNJ Zero width non-joiner</source>
        <translation>零宽不连字</translation>
    </message>
    <message>
        <source>ZWSP Zero width space</source>
        <translation>零宽空格</translation>
    </message>
    <message>
        <source>LRE Start of left-to-right embedding</source>
        <translation>从左到右嵌入开始</translation>
    </message>
    <message>
        <source>RLE Start of right-to-left embedding</source>
        <translation>从右到左嵌入开始</translation>
    </message>
    <message>
        <source>LRO Start of left-to-right override</source>
        <translation>强制从左到右开始</translation>
    </message>
    <message>
        <source>RLO Start of right-to-left override</source>
        <translation>强制从右到左开始</translation>
    </message>
    <message>
        <source>PDF Pop directional formatting</source>
        <translation>方向格式结束</translation>
    </message>
    <message>
        <source>LRI Left-to-right isolate</source>
        <translation>从左到右隔离</translation>
    </message>
    <message>
        <source>RLI Right-to-left isolate</source>
        <translation>从右到左隔离</translation>
    </message>
    <message>
        <source>FSI First strong isolate</source>
        <translation>首个强方向隔离</translation>
    </message>
    <message>
        <source>PDI Pop directional isolate</source>
        <translation>方向隔离结束</translation>
    </message>
</context>
<context>
    <name>QWidgetTextControl</name>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
</context>
<context>
    <name>QWindowsUiaMainProvider</name>
    <message>
        <source>blockquote</source>
        <translation>引文</translation>
    </message>
</context>
</TS>
